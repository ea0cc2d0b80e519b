import Glibc
import Synchronization

/// Both ends of a pseudo-terminal: what a program takes for a terminal, and who sits at it.
package final class PseudoTerminal: Sendable {
    /// The end of whoever sits there.
    package let controller: Int32
    /// The end for the program; held so that the settings outlive each of its users.
    package let terminal: Int32
    /// Where a program can open its end.
    package let path: String
    private let isHungUp = Atomic(false)

    /// - Throws: ``BenchTestingError`` when the system has none left.
    package init() throws {
        // posix_openpt and its kin are hidden from Swift; this is what they do.
        let (unlock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
        controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (isLocked, number): (Int32, Int32) = (0, 0)
        guard controller >= 0, ioctl(controller, unlock, &isLocked) == 0, ioctl(controller, getNumber, &number) == 0
        else {
            throw BenchTestingError("no pseudo-terminal: \(String(cString: strerror(errno)))")
        }
        path = "/dev/pts/\(number)"
        terminal = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard terminal >= 0 else {
            throw BenchTestingError("cannot open \(path): \(String(cString: strerror(errno)))")
        }
    }

    deinit {
        close(terminal)
        hangUp()
    }

    /// Whether what is typed is shown.
    package var isEchoing: Bool { settings.c_lflag & tcflag_t(ECHO) != 0 }

    /// Lets every byte through as it is.
    ///
    /// - Throws: ``BenchTestingError`` when the terminal does not obey.
    package func makeRaw() throws {
        var settings = settings
        cfmakeraw(&settings)
        guard tcsetattr(terminal, TCSANOW, &settings) == 0 else { throw BenchTestingError("tcsetattr: \(errno)") }
    }

    package func type(_ text: String) {
        _ = Array(text.utf8).withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
    }

    /// Leaves: the program finds that nobody sits there.
    package func hangUp() {
        if !isHungUp.exchange(true, ordering: .acquiringAndReleasing) { close(controller) }
    }

    private var settings: termios {
        var settings = termios()
        tcgetattr(terminal, &settings)
        return settings
    }
}
