import Foundation

/// The environment variables that lead programs into the bench.
enum BenchEnvironment {
    static let preloadLibrary = "libumockdev-preload.so.0"

    /// The environment the bench was started in, without what it added for itself.
    static var inherited: [String: String] {
        var environment = ProcessInfo.processInfo.environment
        environment["UMOCKDEV_DIR"] = nil
        let others = preloaded(in: environment).filter { !$0.hasSuffix(preloadLibrary) }
        environment["LD_PRELOAD"] = others.isEmpty ? nil : others.joined(separator: ":")
        return environment
    }

    /// `LD_PRELOAD` with libumockdev's library before whatever else is preloaded.
    static func preload(in environment: [String: String]) -> String {
        let others = preloaded(in: environment).filter { !$0.hasSuffix(preloadLibrary) }
        return ([preloadLibrary] + others).joined(separator: ":")
    }

    private static func preloaded(in environment: [String: String]) -> [String] {
        (environment["LD_PRELOAD"] ?? "").split { $0 == ":" || $0 == " " }.map(String.init)
    }
}
