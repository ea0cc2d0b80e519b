/// A FIDO HID interface: reports of 64 bytes out, reports of 64 bytes in (CTAP 2.1, 11.2.4).
///
/// Called on the thread that owns the device. Framing lies above, the kernel or a recording below.
package protocol ReportChannel: AnyObject, Sendable {
    /// The node or file behind it, for messages.
    var name: String { get }

    /// Writes one output report, without the report number that hidraw puts in front.
    func write(_ report: [UInt8], within limit: Duration) throws(TransportError)

    /// Reads one input report; `nil` when none came within the limit.
    func read(within limit: Duration) throws(TransportError) -> [UInt8]?

    /// Lets go of the device; a second call does nothing.
    func close()
}
