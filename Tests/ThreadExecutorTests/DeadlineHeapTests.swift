import Testing

@testable import ThreadExecutor

@Suite("Deadline heap")
struct DeadlineHeapTests {
    @Test func givesTheEarliestFirst() {
        var heap = DeadlineHeap<String>()
        _ = heap.insert("late", at: 30)
        _ = heap.insert("early", at: 10)
        _ = heap.insert("middle", at: 20)
        #expect(heap.earliest == 10)
        #expect(heap.popExpired(at: 9) == nil)
        #expect(heap.popExpired(at: 20) == "early")
        #expect(heap.popExpired(at: 20) == "middle")
        #expect(heap.popExpired(at: 20) == nil)
        #expect(heap.count == 1)
    }

    @Test func removesByTicketOnce() {
        var heap = DeadlineHeap<Int>()
        let tickets = (0..<10).map { heap.insert($0, at: UInt64($0)) }
        #expect(heap.remove(tickets[0]) == 0 as UInt64)
        #expect(heap.remove(tickets[0]) == nil)
        #expect(heap.remove(99) == nil)
        #expect(heap.earliest == 1)
    }

    /// Two thousand random steps, each compared with a plain list.
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func agreesWithAPlainList(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var heap = DeadlineHeap<UInt64>()
        var list: [(ticket: UInt64, deadline: UInt64)] = []
        for step in 0..<2_000 as Range<UInt64> {
            switch random.next() % 4 {
            case 0, 1:
                // The step makes every deadline differ, so that there is one right answer.
                let deadline = random.next() % 1_000 << 16 | step
                list.append((heap.insert(deadline, at: deadline), deadline))
            case 2:
                guard let entry = list.randomElement(using: &random) else { continue }
                #expect(heap.remove(entry.ticket) == entry.deadline)
                list.removeAll { $0.ticket == entry.ticket }
            default:
                let now = random.next() % 1_000 << 16
                let expected = list.map(\.deadline).filter { $0 <= now }.min()
                #expect(heap.popExpired(at: now) == expected)
                list.removeAll { $0.deadline == expected }
            }
            #expect(heap.count == list.count)
            #expect(heap.earliest == list.map(\.deadline).min())
        }
    }
}

/// SplitMix64, so that a failing run can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
