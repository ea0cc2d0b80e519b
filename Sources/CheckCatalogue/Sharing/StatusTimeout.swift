import Checks
import DeviceTransport

extension Check where Subject == ReaderUnderTest {
    static let statusTimeout = Self(
        "co.timeout",
        "a wait for a change of the slot ends in its time when nothing changes",
        clause: .pcsc(part: 5, "SCARDTRACK, GetStatusChange"),
        tags: [.timed],
        because: """
            Programs that wait for a card do so in slices, with other work between. A slice of no time must only look, and one \
            of a second must neither spin nor hang.
            """
    ) { reader throws(CheckEnd) in
        try await reader.withObserver { observer throws(CheckEnd) in
            let state = try await observer.state()
            for time in [Duration.zero, .seconds(1)] {
                let start = ContinuousClock.now
                let ending = await observer.change(from: state, for: time)
                let taken = ending.moment - start
                switch ending.result {
                case .failure(let error): throw .beside(error)
                case .success(let change):
                    try demand(change == .timedOut, "it tells of a change, and there was none")
                }
                // The clock of the daemon need not be ours.
                try demand(
                    taken >= time - .milliseconds(20) && taken < time + .milliseconds(500),
                    "a wait of \(time.wholeMilliseconds) ms took \(taken.wholeMilliseconds) ms"
                )
                reader.context.note("a wait of \(time.wholeMilliseconds) ms took \(taken.wholeMilliseconds) ms")
            }
        }
    }
}
