import Foundation
import ProcessTable
import Testing

@Suite("Who holds it")
struct HolderSearchTests {
    private static let library =
        "7f0000000000-7f0000001000 r-xp 00000000 08:01 42 /usr/lib/x86_64-linux-gnu/libpcsclite.so.1.0.0\n"
    private static let otherLibrary =
        "7f0000000000-7f0000001000 r-xp 00000000 08:01 43 /usr/lib/libpcsclite_real/libc.so.6\n"

    @Test func nodeIsHeldByWhoHasItOpen() throws {
        let proc = try FakeProc()
        try proc.add(20, "browser", links: ["0": "/dev/null", "7": "/dev/hidraw3"])
        try proc.add(3, "gpg-agent", links: ["4": "/dev/hidraw3"])
        try proc.add(4, "other", links: ["4": "/dev/hidraw30", "5": "/dev/hidraw"])
        try proc.add(5, "ourselves", links: ["4": "/dev/hidraw3"])
        let holders = HolderSearch(root: proc.path, ownID: 5).holders(ofNode: "/dev/hidraw3")
        #expect(
            holders
                == Holders(
                    processes: [Holders.Process(id: 3, name: "gpg-agent"), Holders.Process(id: 20, name: "browser")],
                    unreadable: 0
                )
        )
        #expect(holders.detail == "held by gpg-agent (process 3), browser (process 20)")
    }

    @Test func readerIsHeldByClientsOfTheDaemon() throws {
        let proc = try FakeProc()
        try proc.add(1, "pcscd", links: ["3": "socket:[1]"], maps: Self.library)
        try proc.add(2, "scdaemon", links: ["3": "socket:[2]"], maps: Self.otherLibrary + Self.library)
        try proc.add(3, "idle", links: ["3": "/dev/null"], maps: Self.library)
        try proc.add(4, "server", links: ["3": "socket:[3]"], maps: Self.otherLibrary)
        try proc.add(5, "ourselves", links: ["3": "socket:[4]"], maps: Self.library)
        try proc.add(6, "kernel", links: [:], maps: "")
        let holders = HolderSearch(root: proc.path, ownID: 5).clientsOfCardDaemon()
        #expect(holders.processes == [Holders.Process(id: 2, name: "scdaemon")])
        #expect(holders.unreadable == 0)
    }

    @Test func closedFoldersAreCounted() throws {
        let proc = try FakeProc()
        try proc.add(8, "private", links: nil, maps: nil)
        try proc.add(9, "half", links: nil, maps: Self.library)
        try proc.addGone(10)
        let search = HolderSearch(root: proc.path, ownID: 1)
        #expect(search.holders(ofNode: "/dev/hidraw3") == Holders(processes: [], unreadable: 2))
        #expect(search.clientsOfCardDaemon() == Holders(processes: [], unreadable: 2))
        #expect(
            search.holders(ofNode: "/dev/hidraw3").detail
                == "held by a process of another user, perhaps: 2 could not be looked into"
        )
    }

    @Test func whatIsNoProcessIsPassedOver() throws {
        let proc = try FakeProc()
        for name in ["self", "12a", "meminfo", "-1"] { try proc.addFolder(name) }
        #expect(HolderSearch(root: proc.path).holders(ofNode: "/dev/null") == Holders(processes: [], unreadable: 0))
        #expect(HolderSearch(root: proc.path + "/absent").clientsOfCardDaemon().detail == nil)
    }

    /// A name that is no UTF-8, a line without a path, a map of many megabytes.
    @Test func oddContentsAreSurvived() throws {
        let proc = try FakeProc()
        try proc.add(2, "odd", links: ["3": "socket:[2]"], maps: "\n/\n//\nlibpcsclite.so\nx /libpcsclite\n")
        try proc.write([0xFF, 0xFE, 0x0A], to: "2/comm")
        try proc.add(3, "large", links: ["3": "socket:[2]"], maps: String(repeating: Self.otherLibrary, count: 40_000))
        #expect(HolderSearch(root: proc.path).clientsOfCardDaemon() == Holders(processes: [], unreadable: 0))
    }

    @Test func realProcessFileSystemNamesAChild() throws {
        let path = FileManager.default.temporaryDirectory.path + "/held-\(UUID().uuidString)"
        try Data().write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let child = Process()
        child.executableURL = URL(fileURLWithPath: "/bin/sleep")
        child.arguments = ["30"]
        child.standardInput = FileHandle(forReadingAtPath: path)
        try child.run()
        defer { child.terminate() }
        let expected = Holders.Process(id: Int(child.processIdentifier), name: "sleep")
        let deadline = ContinuousClock.now + .seconds(10)
        // Between fork and exec the child still has our name.
        while HolderSearch().holders(ofNode: path).processes != [expected], ContinuousClock.now < deadline {}
        #expect(HolderSearch().holders(ofNode: path).processes == [expected])
    }
}
