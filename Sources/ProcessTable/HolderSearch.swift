import Glibc

/// The processes of this machine and what they have open, from `/proc`.
///
/// Reading it needs no rights for one's own processes and root for others'. Processes come and go meanwhile; what has gone
/// holds nothing.
package struct HolderSearch: Sendable {
    private let root: String
    private let ownID: Int

    /// Looks at the process file system mounted at `root`; another folder in tests.
    package init(root: String = "/proc", ownID: Int = Int(getpid())) {
        self.root = root
        self.ownID = ownID
    }

    /// Who has a device node open, ourselves excepted.
    package func holders(ofNode node: String) -> Holders {
        search { process in process.links(in: "fd").map { $0.contains(node) } }
    }

    /// Who talks to the PC/SC daemon, the daemon and ourselves excepted.
    ///
    /// The kernel does not tell which process a socket leads to, so this is a process that has loaded the client library
    /// and has a socket open. It need not be the one that holds the very reader in question.
    package func clientsOfCardDaemon() -> Holders {
        search { process in
            guard process.name != "pcscd" else { return false }
            guard let hasLoaded = process.maps(library: "libpcsclite") else { return nil }
            guard hasLoaded else { return false }
            return process.links(in: "fd").map { links in links.contains { $0.hasPrefix("socket:") } }
        }
    }

    /// Asks each process; `nil` is an answer that could not be had.
    private func search(_ holds: (ProcessEntry) -> Bool?) -> Holders {
        var found: [Holders.Process] = []
        var unreadable = 0
        for id in ProcessFiles.entries(of: root)?.compactMap(Int.init).sorted() ?? [] where id != ownID {
            let process = ProcessEntry(folder: "\(root)/\(id)")
            switch holds(process) {
            case true?: found.append(Holders.Process(id: id, name: process.name ?? "?"))
            case false?: break
            case nil: unreadable += process.isThere ? 1 : 0
            }
        }
        return Holders(processes: found, unreadable: unreadable)
    }
}
