import ArgumentParser

/// How long a device may take to answer one call.
struct TimeoutOption: ParsableArguments {
    // Whatever stands behind it is its value: `-1` is a wrong number, and no unknown option.
    @Option(
        name: .long,
        parsing: .unconditional,
        help: ArgumentHelp("How long a device may take to answer, in seconds.", valueName: "seconds")
    )
    var timeout = 5.0

    /// Half a millisecond is sooner than any device answers; an hour is longer than anyone waits.
    func validate() throws {
        guard timeout.isFinite, (0.0005...3600).contains(timeout) else {
            throw ValidationError("--timeout takes between 0.0005 and 3600 seconds")
        }
    }

    var limit: Duration { .seconds(timeout) }
}
