import Glibc
import Synchronization

/// The echo of a terminal, turned off while somebody types a PIN.
///
/// However the program ends, the shell must not be left without an echo: whoever ends it calls ``restore()``.
enum TerminalEcho {
    private struct Saved: Sendable {
        let terminal: Int32
        var settings: termios
    }

    private static let saved = Mutex<Saved?>(nil)

    /// Turns the echo off, and drops what was typed before anybody asked; `false` when the terminal does not obey.
    static func turnOff(on terminal: Int32) -> Bool {
        saved.withLock { saved in
            var settings = termios()
            guard saved == nil, tcgetattr(terminal, &settings) == 0 else { return false }
            saved = Saved(terminal: terminal, settings: settings)
            settings.c_lflag &= ~tcflag_t(ECHO | ECHOE | ECHOK | ECHONL)
            settings.c_lflag |= tcflag_t(ICANON | ISIG)
            guard tcsetattr(terminal, TCSAFLUSH, &settings) == 0 else {
                saved = nil
                return false
            }
            return true
        }
    }

    /// Gives the terminal back as it was; a second call does nothing.
    static func restore() {
        saved.withLock { saved in
            guard var found = saved.take() else { return }
            tcsetattr(found.terminal, TCSAFLUSH, &found.settings)
        }
    }
}
