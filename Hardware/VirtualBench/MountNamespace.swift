import Foundation
import Glibc

/// How a daemon gets a view of the file system in which two folders are its own.
///
/// pcscd has the paths of its socket and of its drivers compiled in.
enum MountNamespace: CaseIterable {
    /// As root.
    case plain
    /// As anybody, or as root in a container without the privilege to mount.
    case user

    private var command: [String] {
        switch self {
        case .plain: ["unshare", "--mount"]
        case .user: ["unshare", "--map-root-user", "--mount"]
        }
    }

    /// The first way that works here.
    static func available() throws(BenchError) -> Self {
        for way in allCases where way != .plain || geteuid() == 0 {
            let probe = way.command + ["sh", "-c", "mount -t tmpfs tmpfs /mnt"]
            let child = try ChildProcess(probe, environment: BenchEnvironment.inherited, output: "/dev/null")
            if child.waitForExit() == 0 { return way }
        }
        throw BenchError(
            .unavailable,
            "this machine allows no mount namespace, neither as root nor in a user namespace (try `unshare "
                + "--map-root-user --mount true`); in a container add CAP_SYS_ADMIN or allow user namespaces"
        )
    }

    /// The command line that runs `program` with each folder bound over the path it stands for.
    ///
    /// A path that does not exist is made on an empty file system over its parent. The program dies with the bench.
    func command(binding folders: [(source: String, target: String)], running program: [String]) -> [String] {
        let steps = folders.map { folder in
            let (source, target) = (Self.quoted(folder.source), Self.quoted(folder.target))
            let parent = Self.quoted((folder.target as NSString).deletingLastPathComponent)
            return "{ test -d \(target) || { mount -t tmpfs tmpfs \(parent) && mkdir -p \(target); }; }"
                + " && mount --bind \(source) \(target)"
        }
        let script = steps.joined(separator: " && ") + " && exec setpriv --pdeathsig TERM \"$@\""
        return command + ["sh", "-c", script, "sh"] + program
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
