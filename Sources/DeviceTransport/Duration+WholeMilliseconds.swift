extension Duration {
    /// Whole milliseconds, as recordings, results and the PC/SC daemon count; what is beyond one is left out.
    package var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(clamping: seconds) * 1000 + Int(clamping: attoseconds / 1_000_000_000_000_000)
    }
}
