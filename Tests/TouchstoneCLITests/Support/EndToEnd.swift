import Testing

/// Everything that starts the built program, one after the other.
///
/// A bench is half a dozen processes. A dozen benches at once would measure the machine, and would take the time from
/// tests of other targets that run beside these and do measure.
@Suite(.serialized) enum EndToEnd {}
