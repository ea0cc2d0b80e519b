import Foundation

/// Where a user's files of one kind belong (XDG Base Directory Specification 0.8), ours below a folder of our own.
enum BaseFolder: String {
    case cache = "XDG_CACHE_HOME"
    case data = "XDG_DATA_HOME"
    case configuration = "XDG_CONFIG_HOME"

    /// `~/.cache/touchstone`, say, unless the environment has it elsewhere; a relative path there is to be ignored.
    func path(in environment: [String: String]) -> String {
        let home = environment["HOME"] ?? NSHomeDirectory()
        let usual =
            switch self {
            case .cache: "\(home)/.cache"
            case .data: "\(home)/.local/share"
            case .configuration: "\(home)/.config"
            }
        let base = environment[rawValue].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? usual
        return "\(base)/touchstone"
    }
}
