import Glibc

/// Standard output for results, standard error for talk.
///
/// Colour stresses what the words say already, and only on a terminal (`NO_COLOR` turns it off).
struct Console: Sendable {
    let isColoured: Bool
    let isQuiet: Bool
    /// Progress belongs on a terminal; in a log it is noise.
    let showsProgress: Bool

    init(isQuiet: Bool) {
        self.isQuiet = isQuiet
        isColoured = isatty(STDOUT_FILENO) != 0 && getenv("NO_COLOR") == nil
        showsProgress = !isQuiet && isatty(STDERR_FILENO) != 0
    }

    /// Prints a result.
    func print(_ text: String) {
        StandardOutput.write(HarmlessText.of(text) + "\n")
    }

    /// Prints a result that ends with its own newline.
    func printWhole(_ text: String) {
        StandardOutput.write(HarmlessText.of(text))
    }

    /// Says something beside the result.
    func note(_ text: String) {
        guard !isQuiet else { return }
        Self.write(HarmlessText.of(text) + "\n", to: STDERR_FILENO)
    }

    /// Says what was not done although it is usually done: also to whoever wants the result and errors only.
    func warning(_ text: String) {
        Self.write("note:  \(HarmlessText.of(text))\n", to: STDERR_FILENO)
    }

    /// Says what is going on, for whoever watches.
    func progress(_ text: String) {
        guard showsProgress else { return }
        Self.write("… \(HarmlessText.of(text))\n", to: STDERR_FILENO)
    }

    /// Says what hands are to do; it is no talk that could be left out.
    func prompt(_ text: String) {
        Self.write(HarmlessText.of(text), to: STDERR_FILENO)
    }

    func failure(_ failure: CommandFailure) {
        var text = "error: \(failure.message)\n"
        if let remedy = failure.remedy { text += "hint:  \(remedy)\n" }
        Self.write(HarmlessText.of(text), to: STDERR_FILENO)
    }

    func stressed(_ text: String, as style: Style) -> String {
        isColoured ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// Parameters of the terminal's SGR sequence.
    enum Style: String {
        case good = "32"
        case doubtful = "33"
        case bad = "31"
        case strong = "1"
        case faint = "2"
    }

    /// Talk that cannot be heard is no reason to stop.
    private static func write(_ text: String, to descriptor: Int32) {
        _ = Descriptor.write(text, to: descriptor)
    }
}
