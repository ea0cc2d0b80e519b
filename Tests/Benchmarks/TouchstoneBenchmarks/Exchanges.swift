import BareTransmit
import BenchmarkSubjects
import Glibc

/// A card as the C loop and as Touchstone reach it, over connections of their own to one daemon.
private struct Reached: @unchecked Sendable {
    /// The bench ends with the last reference to it.
    let bench: BenchSubject
    let subject: CardSubject
    /// Used on the subject's thread only.
    let bare: OpaquePointer

    static func make() async throws -> Reached {
        let errorNumber = bare_stay_on_one_core()
        guard errorNumber == 0 else { throw Failure("one core: \(String(cString: strerror(errorNumber)))") }
        let bench = try await BenchSubject.start(readers: 1, keys: [])
        bench.enter()
        let subject = try await CardSubject.open(recordingInto: try scratchFolder() + "/card.jsonl")
        var code = 0
        guard let bare = bare_open(&code) else { throw Failure("the card cannot be reached: \(hex(code))") }
        return Reached(bench: bench, subject: subject, bare: bare)
    }

    func bareLaps(_ count: Int) throws -> [UInt64] {
        var laps = [UInt64](repeating: 0, count: count)
        let command = CardSubject.command
        let code = bare_exchange(bare, command, command.count, &laps, count)
        guard code == 0 else { throw Failure("SCardTransmit returned \(Self.hex(code))") }
        return laps
    }

    private static func hex(_ code: Int) -> String { "0x" + String(UInt32(truncatingIfNeeded: code), radix: 16) }
}

func registerExchanges() {
    func touchstone(_ name: String, _ way: CardSubject.Way) -> Contest<Reached>.Rival {
        Contest.Rival(name: name) { reached, count in
            try await reached.subject.onThread { try reached.subject.laps(way, count) }
        }
    }
    let contest = Contest(
        name: "APDU round trip",
        unit: .nanoseconds,
        stint: 50,
        rounds: 200,
        rivals: [
            Contest.Rival(name: "SCardTransmit in C") { reached, count in
                try await reached.subject.onThread { try reached.bareLaps(count) }
            },
            touchstone("PCSCChannel", .plain),
            touchstone("PCSCChannel, guarded", .guarded),
            touchstone("PCSCChannel, recorded", .recorded),
        ]
    )
    contest.register { try await Reached.make() }
}
