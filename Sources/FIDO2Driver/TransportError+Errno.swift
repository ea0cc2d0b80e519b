import DeviceTransport
import Glibc

extension TransportError {
    /// What the kernel's error number means for a device node; the number and its name stay with it.
    init(errno number: Int32, operation: String, subject: String, detail: String? = nil) {
        let known = Self.errors[number]
        // What is not there when it is opened was not there to be removed.
        let isAbsent = known?.code == .deviceRemoved && operation == "open"
        self.init(
            isAbsent ? .noSuchDevice : known?.code ?? .inputOutput,
            operation: operation,
            subject: subject,
            original: Original(source: "errno", number: Int(number), name: known?.name),
            detail: detail
        )
    }

    private static let errors: [Int32: (name: String, code: Code)] = [
        EPERM: ("EPERM", .permissionDenied),
        EACCES: ("EACCES", .permissionDenied),
        EROFS: ("EROFS", .permissionDenied),
        ENOENT: ("ENOENT", .noSuchDevice),
        ENOTDIR: ("ENOTDIR", .noSuchDevice),
        ENXIO: ("ENXIO", .noSuchDevice),
        ENODEV: ("ENODEV", .deviceRemoved),
        EIO: ("EIO", .deviceRemoved),
        ESHUTDOWN: ("ESHUTDOWN", .deviceRemoved),
        EBUSY: ("EBUSY", .heldByAnother),
        ETIMEDOUT: ("ETIMEDOUT", .deadlineExceeded),
        EINTR: ("EINTR", .inputOutput),
        EBADF: ("EBADF", .inputOutput),
        EINVAL: ("EINVAL", .inputOutput),
        EISDIR: ("EISDIR", .unsupported),
        EMFILE: ("EMFILE", .inputOutput),
        ENFILE: ("ENFILE", .inputOutput),
        ENOMEM: ("ENOMEM", .inputOutput),
        EOVERFLOW: ("EOVERFLOW", .inputOutput),
        EPIPE: ("EPIPE", .inputOutput),
        EPROTO: ("EPROTO", .inputOutput),
    ]
}
