import BenchmarkSubjects
import Glibc

/// Makes a rival of a program.
private func program(
    _ name: String,
    _ command: @escaping @Sendable (BenchSubject?) throws -> Command
) -> Contest<BenchSubject?>.Rival {
    Contest.Rival(name: name) { bench, count in try command(bench).laps(count) }
}

func registerCommands() {
    registerStart()
    registerOneKey()
    registerEightKeys()
}

private func registerStart() {
    let contest = Contest<BenchSubject?>(
        name: "Start of a program",
        unit: .microseconds,
        stint: 5,
        rounds: 60,
        rivals: [
            program("fido2-token -V") { _ in Command(["fido2-token", "-V"]) },
            program("touchstone --version") { _ in Command([try touchstone(), "--version"]) },
        ]
    )
    contest.register { nil }
}

private func registerOneKey() {
    let contest = Contest<BenchSubject?>(
        name: "Probe of one key",
        unit: .microseconds,
        stint: 3,
        rounds: 40,
        rivals: [
            program("fido2-token -I") { bench in
                Command(["fido2-token", "-I", "/dev/hidraw0"], on: bench?.environment ?? [:])
            },
            program("touchstone probe") { bench in
                Command([try touchstone(), "probe", "2"], on: bench?.environment ?? [:])
            },
            program("touchstone --version, same bench") { bench in
                Command([try touchstone(), "--version"], on: bench?.environment ?? [:])
            },
        ]
    )
    contest.register { try await BenchSubject.start(readers: 1, keys: [[]]) }
}

/// The mute key is the last one, and a probe that met it ends with the exit code of a deadline.
private func registerEightKeys() {
    let keys: [[String]] = Array(repeating: [], count: 7) + [["mute"]]
    func probe(_ name: String, _ devices: [String], exitCode: Int32) -> Contest<BenchSubject?>.Rival {
        program(name) { bench in
            Command(
                [try touchstone(), "probe", "--timeout", "0.5"] + devices,
                on: bench?.environment ?? [:],
                exitCode: exitCode
            )
        }
    }
    let contest = Contest<BenchSubject?>(
        name: "Eight keys, one mute, 0.5 s each",
        unit: .microseconds,
        stint: 1,
        rounds: 10,
        rivals: [
            probe("the mute key alone", ["8"], exitCode: 124),
            probe("all eight", [], exitCode: 124),
            probe("one of the others", ["1"], exitCode: 0),
        ]
    )
    contest.register { try await BenchSubject.start(readers: 0, keys: keys) }
}
