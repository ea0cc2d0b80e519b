import Checks
import DeviceTransport

extension Check where Subject == ReaderUnderTest {
    static let statusCancel = Self(
        "co.cancel",
        "a wait for a change of the slot can be taken back",
        clause: .pcsc(part: 5, "SCARDTRACK, Cancel"),
        tags: [.timed],
        because: """
            A program that is closed while it waits for a card ends with its wait, or hangs. The wait has to end with \
            SCARD_E_CANCELLED within a second.
            """
    ) { reader throws(CheckEnd) in
        try await reader.withObserver { observer throws(CheckEnd) in
            let state = try await observer.state()
            let waiting = await observer.begin(from: state, for: .seconds(10))
            try? await Task.sleep(for: reader.context.timing.hold)
            let moment = ContinuousClock.now
            observer.cancel()
            let ending = await waiting.ending
            switch ending.result {
            case .failure(let error): throw .beside(error)
            case .success(.state): throw .failed("it tells of a change, and there was none")
            case .success(.timedOut): throw .failed("the wait went on to its end")
            case .success(.cancelled): break
            }
            let taken = ending.moment - moment
            try demand(taken >= .zero, "the wait was over before it was taken back")
            try demand(taken < .seconds(1), "the wait went on for \(taken.wholeMilliseconds) ms")
            reader.context.note("the wait ended \(taken.wholeMilliseconds) ms after it was taken back")
        }
    }
}
