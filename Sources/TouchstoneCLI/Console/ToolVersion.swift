/// The release, as `--version`, recordings and reports state it.
enum ToolVersion {
    static let current = "0.1.0"
}
