package import DeviceTransport
import Glibc

extension TransportError {
    /// A recording that cannot be made: what the system said of its file.
    ///
    /// The number stays in ``original``; what is to be done about it follows from the code.
    package init(_ call: String, file path: String, number: Int32) {
        let known: (name: String, code: Code)? =
            switch number {
            case EEXIST: ("EEXIST", .fileExists)
            case EACCES: ("EACCES", .fileRefused)
            case EPERM: ("EPERM", .fileRefused)
            default: nil
            }
        let name = known?.name ?? String(cString: strerror(number)).lowercased()
        self.init(
            known?.code ?? .inputOutput,
            operation: call,
            subject: path,
            original: Original(source: "errno", number: Int(number), name: name)
        )
    }
}
