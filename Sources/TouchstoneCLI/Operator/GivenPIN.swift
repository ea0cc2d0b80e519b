import Foundation
import Glibc
import Octets
import Synchronization

/// A PIN that was handed to the program before it began: through a descriptor or the environment, never as an argument.
///
/// It is good for one key and is given out once, so that no second try comes of it.
final class GivenPIN: Sendable {
    static let variable = "TOUCHSTONE_PIN"
    private static let fromEnvironment = Mutex<Secret?>(nil)
    private static let patience = Duration.seconds(10)

    private let secret: Mutex<Secret?>

    init(_ secret: Secret) {
        self.secret = Mutex(secret)
    }

    /// The PIN, the first time; `nil` ever after.
    func take() -> Secret? { secret.withLock { $0.take() } }

    /// Takes the variable out of the environment, and wipes it where the system shows it to others.
    ///
    /// Called before anything else, while nothing else reads the environment: `/proc/PID/environ` and every child would
    /// tell the PIN.
    static func leaveEnvironment() {
        guard let value = getenv(variable) else { return }
        let count = strlen(value)
        let bytes = UnsafeRawBufferPointer(start: value, count: count)
        fromEnvironment.withLock { $0 = Secret(Array(bytes)) }
        explicit_bzero(value, count)
        unsetenv(variable)
    }

    /// What stood in the environment; `nil` where nothing did.
    ///
    /// - Throws: `CommandFailure` when it can be no PIN.
    static func environment() throws -> GivenPIN? {
        try fromEnvironment.withLock(\.self).map { GivenPIN(try checked($0, from: variable)) }
    }

    /// Reads the first line of a descriptor that whoever started us has opened, and closes it.
    ///
    /// - Throws: `CommandFailure` when nothing comes, or nothing that can be a PIN.
    static func reading(_ descriptor: Int32) throws -> GivenPIN {
        let name = "--pin-fd \(descriptor)"
        guard fcntl(descriptor, F_GETFD) >= 0 else { throw failure("\(name): no such descriptor is open") }
        guard isatty(descriptor) == 0 else {
            throw failure("\(name): it is a terminal; leave --pin-fd out to be asked there")
        }
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&entry, 1, Int32(patience / .milliseconds(1))) > 0, let line = LineBuffer.read(descriptor) else {
            throw failure("\(name): nothing came")
        }
        close(descriptor)
        return GivenPIN(try checked(line, from: name))
    }

    /// The PIN as a key knows it: Normalization Form C (CTAP 2.1, 6.5.1).
    static func normalized(_ text: Secret) -> Secret {
        text.withBytes { bytes in
            String(validating: bytes, as: UTF8.self)
                .map { Secret(Array($0.precomposedStringWithCanonicalMapping.utf8)) }
        } ?? text
    }

    /// Four characters at least and 63 bytes at most (CTAP 2.1, 6.5.1).
    private static func checked(_ text: Secret, from source: String) throws -> Secret {
        let pin = normalized(text)
        let isFit = pin.withBytes { bytes in
            bytes.count <= 63 && !bytes.contains(0) && String(decoding: bytes, as: UTF8.self).unicodeScalars.count >= 4
        }
        guard isFit else { throw failure("\(source): no PIN has fewer than 4 characters or more than 63 bytes") }
        return pin
    }

    private static func failure(_ message: String) -> CommandFailure {
        CommandFailure(code: "pin", message: message, status: .usage)
    }
}
