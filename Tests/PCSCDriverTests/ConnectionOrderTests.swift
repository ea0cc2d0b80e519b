import Foundation
import Testing

@testable import PCSCDriver

@Suite("Order of connections", .timeLimit(.minutes(1)))
struct ConnectionOrderTests {
    @Test func nobodyWaitsForWhoIsAlone() {
        let order = ConnectionOrder(patience: .seconds(600))
        let first = order.begin()
        #expect(order.end(first) == [])
        let second = order.begin()
        #expect(order.end(second) == [])
        order.wait(for: [first, second])
    }

    @Test func whoOverlapsIsWaitedFor() async {
        let order = ConnectionOrder(patience: .seconds(600))
        let early = order.begin()
        let late = order.begin()
        let others = order.end(late)
        #expect(others == [early])
        let start = ContinuousClock.now
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 0.05)
            // One that begins meanwhile is not waited for.
            _ = order.begin()
            order.end(early)
        }
        order.wait(for: others)
        #expect(ContinuousClock.now - start >= .milliseconds(50))
    }

    @Test func whoTakesForEverIsNot() {
        let patience = Duration.seconds(1)
        let order = ConnectionOrder(patience: patience)
        let stuck = order.begin()
        let first = order.begin()
        let start = ContinuousClock.now
        order.wait(for: order.end(first))
        #expect(ContinuousClock.now - start >= patience * 0.9)
        // By now it costs nothing any more.
        let later = ContinuousClock.now
        let second = order.begin()
        let others = order.end(second)
        #expect(others == [stuck])
        order.wait(for: others)
        #expect(ContinuousClock.now - later < patience)
    }
}
