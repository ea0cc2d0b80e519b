import DeviceTransport
import Testing

@testable import PCSCDriver

@Suite("Reader tracker")
struct ReaderTrackerTests {
    private static let name = "Reader 00 00"
    private static let answer: [UInt8] = [0x3B, 0x00]
    private static let otherAnswer: [UInt8] = [0x3B, 0x01, 0x02]

    /// A step that the daemon's view takes, and the moves that follow from it: `+3` a card in, `-4` a card out.
    struct Step: CustomTestStringConvertible {
        let testDescription: String
        let from: ReaderState
        let to: ReaderState
        let moves: [Int]

        init(_ description: String, _ from: ReaderState, _ to: ReaderState, _ moves: [Int]) {
            testDescription = description
            self.from = from
            self.to = to
            self.moves = moves
        }
    }

    private static func empty(_ count: UInt16) -> ReaderState {
        ReaderState(name: name, flags: .empty, eventCount: count, answerToReset: [])
    }

    private static func present(_ count: UInt16, _ answer: [UInt8] = answer) -> ReaderState {
        ReaderState(name: name, flags: .present, eventCount: count, answerToReset: answer)
    }

    private static let unreachable = ReaderState(name: name, flags: .unavailable, eventCount: 0, answerToReset: [])

    static let steps: [Step] = [
        Step("nothing", empty(4), empty(4), []),
        Step("a card in", empty(0), present(1), [1]),
        Step("a card out", present(1), empty(2), [-2]),
        Step("in and out unseen", empty(0), empty(2), [1, -2]),
        Step("out and in unseen", present(7), present(9), [-8, 9]),
        Step("a lot unseen", empty(0), present(5), [1, -2, 3, -4, 5]),
        Step("the counter comes round", present(0xFFFF), empty(0), [-0]),
        Step("unseen round the corner", empty(0xFFFE), empty(0), [0xFFFF, -0]),
        Step("in, the counter lags", empty(4), present(4), [5]),
        Step("out, the counter lags", present(0xFFFF), empty(0xFFFF), [-0]),
        Step("recovery with the same card", present(3), present(4), []),
        Step("recovery with another card", present(3), present(4, otherAnswer), [-3, 4]),
        Step("recovery of an empty reader", empty(3), empty(4), []),
        Step("recovery and a card out", present(3), empty(5), [-5]),
        Step(
            "someone uses it",
            present(3),
            ReaderState(name: name, flags: [.present, .inUse], eventCount: 3, answerToReset: answer),
            []
        ),
        Step("cannot be reached", present(3), unreachable, []),
    ]

    @Test(arguments: steps)
    func movesFollowFromCounters(_ step: Step) throws {
        var tracker = ReaderTracker()
        _ = tracker.update(list: [Self.name])
        _ = tracker.update(step.from)
        // What does not add up is believed at the second look.
        let events = tracker.update(step.to) + tracker.update(step.to)
        #expect(!tracker.isInDoubt)
        #expect(events.compactMap(\.count) == step.moves.map(abs))
        #expect(events.map(\.isInsertion) == Self.directions(step))
        if let last = events.last, case .cardInserted(_, let answer, _) = last {
            #expect(answer == step.to.answerToReset)
        }
    }

    /// Zero has no sign, so directions come from the state before: cards come and go by turns.
    private static func directions(_ step: Step) -> [Bool] {
        step.moves.indices.map { step.from.isCardPresent != $0.isMultiple(of: 2) }
    }

    /// The daemon shows the card that came back before it has counted its coming.
    @Test(arguments: [
        ([present(4), present(5)], [4, 5]),
        ([present(4), empty(6)], [4, 5, 6]),
        ([present(4), present(4), empty(5)], [5]),
        ([present(4), empty(5), empty(5)], [5]),
        ([present(6), present(7)], [4, 5, 6, 7]),
        ([empty(5), empty(6)], [4, 5, 6]),
        ([present(4), present(6), present(6)], [5, 6]),
    ])
    func stepThatMayBeARecoveryIsCountedOnce(looks: [ReaderState], counts: [Int]) {
        var tracker = ReaderTracker()
        _ = tracker.update(list: [Self.name])
        _ = tracker.update(Self.present(3))
        #expect(looks.flatMap { tracker.update($0) }.compactMap(\.count) == counts)
    }

    @Test func readersComeAndGo() {
        var tracker = ReaderTracker()
        let device = { (name: String) in
            InventoryEvent.attached(
                AttachedDevice(id: AttachedDevice.ID(rawValue: name), face: .reader, name: name, usb: nil)
            )
        }
        #expect(tracker.update(list: ["A", "B"]) == [device("A"), device("B")])
        #expect(tracker.update(list: ["B", "C"]) == [.detached(AttachedDevice.ID(rawValue: "A")), device("C")])
        #expect(tracker.update(list: ["B", "C"]) == [])
        #expect(tracker.names == ["B", "C"])
        #expect(tracker.update(ReaderState(name: "A", flags: .present, eventCount: 1, answerToReset: [])) == [])
    }

    @Test func firstSightTellsOfACard() {
        var tracker = ReaderTracker()
        _ = tracker.update(list: [Self.name])
        #expect(
            tracker.update(Self.present(6))
                == [.cardInserted(reader: Self.name, answerToReset: Self.answer, count: 6)]
        )
    }

    @Test func unknownReaderHasLeftAndMayComeBack() {
        var tracker = ReaderTracker()
        _ = tracker.update(list: [Self.name])
        _ = tracker.update(Self.present(6))
        let gone = ReaderState(name: Self.name, flags: [.unknown, .unavailable], eventCount: 0, answerToReset: [])
        #expect(tracker.update(gone) == [.detached(AttachedDevice.ID(rawValue: Self.name))])
        #expect(tracker.update(gone) == [])
        #expect(tracker.update(list: [Self.name]).count == 1)
        #expect(tracker.update(Self.present(0)).map(\.isInsertion) == [true])
    }

    @Test func counterThatRunsBackIsAnotherReader() {
        var tracker = ReaderTracker()
        _ = tracker.update(list: [Self.name])
        _ = tracker.update(Self.present(6))
        let events = tracker.update(Self.present(1))
        #expect(events.count == 3)
        #expect(events.first == .detached(AttachedDevice.ID(rawValue: Self.name)))
        #expect(events.last == .cardInserted(reader: Self.name, answerToReset: Self.answer, count: 1))
        #expect(tracker.update(Self.empty(2)) == [.cardRemoved(reader: Self.name, count: 2)])
    }

    @Test func counterThatLagsIsAwaited() {
        var tracker = ReaderTracker()
        _ = tracker.update(list: [Self.name])
        _ = tracker.update(Self.empty(4))
        #expect(tracker.update(Self.present(4)).compactMap(\.count) == [5])
        #expect(tracker.update(Self.present(4)) == [])
        #expect(tracker.update(Self.present(5)) == [])
        #expect(tracker.update(Self.empty(5)).compactMap(\.count) == [6])
        #expect(tracker.update(Self.present(7)).compactMap(\.count) == [7])
    }

    /// A card out and in, of which the counter shows one step so far: that looks like a recovery, for a moment.
    @Test func counterThatLagsBehindTwoMovesIsAwaited() {
        for next in [Self.present(7), Self.empty(8)] {
            var tracker = ReaderTracker()
            _ = tracker.update(list: [Self.name])
            _ = tracker.update(Self.present(5))
            #expect(tracker.update(Self.present(6)) == [])
            #expect(tracker.isInDoubt)
            let counts = tracker.update(next).compactMap(\.count)
            #expect(counts == Array(6...Int(next.eventCount)))
            #expect(!tracker.isInDoubt)
        }
    }

    /// The daemon was read between the two writes of a move, now and then.
    @Test func noMoveIsLostWhereTheCounterLags() {
        var tracker = ReaderTracker()
        var random = SystemRandomNumberGenerator()
        _ = tracker.update(list: [Self.name])
        _ = tracker.update(Self.empty(0))
        var (count, isPresent, told) = (UInt16(0), false, [Int]())
        for round in 0..<2_000 {
            let moves = Int.random(in: 1...5, using: &random)
            for _ in 0..<moves {
                count &+= 1
                isPresent.toggle()
            }
            let lag: UInt16 = round < 1_999 && Bool.random(using: &random) ? 1 : 0
            let shown = count &- lag
            told += tracker.update(isPresent ? Self.present(shown) : Self.empty(shown)).compactMap(\.count)
        }
        #expect(told == Array(1...Int(count)))
    }

    @Test func unreachableReaderIsNotAskedForEver() {
        var tracker = ReaderTracker()
        _ = tracker.update(list: [Self.name])
        #expect(tracker.query(for: Self.name, comparesCount: true).known == 0)
        _ = tracker.update(Self.unreachable)
        #expect(tracker.query(for: Self.name, comparesCount: true).known == 0x0000_0008)
        #expect(tracker.update(Self.present(7)).map(\.isInsertion) == [true])
        #expect(tracker.query(for: Self.name, comparesCount: true).known == 0x0007_0020)
        #expect(tracker.query(for: Self.name, comparesCount: false).known == 0x0000_0020)
    }

    /// However seldom one looks, and however the counter stands, every move is told once and by turns.
    @Test(arguments: [0, 0xFFF0, 0x7FF8] as [UInt16])
    func noMoveIsLost(startingAt start: UInt16) {
        var tracker = ReaderTracker()
        var random = SystemRandomNumberGenerator()
        _ = tracker.update(list: [Self.name])
        _ = tracker.update(Self.empty(start))
        var (count, isPresent, told) = (start, false, [Bool]())
        for _ in 0..<2_000 {
            for _ in 0..<Int.random(in: 0...7, using: &random) {
                count &+= 1
                isPresent.toggle()
            }
            let events = tracker.update(isPresent ? Self.present(count) : Self.empty(count))
            told += events.map(\.isInsertion)
            #expect(events.last.map { $0.count == Int(count) } ?? true)
        }
        #expect(UInt16(truncatingIfNeeded: told.count) == count &- start)
        #expect(told.enumerated().allSatisfy { $0.element == $0.offset.isMultiple(of: 2) })
    }
}

extension InventoryEvent {
    var count: Int? {
        switch self {
        case .cardInserted(_, _, let count), .cardRemoved(_, let count): count
        case .attached, .detached, .settled: nil
        }
    }

    var isInsertion: Bool {
        if case .cardInserted = self { true } else { false }
    }
}
