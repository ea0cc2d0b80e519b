import Checks
import DeviceTransport
import SafetyGuard

extension Check where Subject == ReaderUnderTest {
    static let removalBetween = Self(
        "co.removal-mid",
        "a command to a card that was taken out ends at once, and says why",
        clause: .pcsc(part: 5, "SCARDCOMM, Transmit"),
        danger: .d1,
        needs: [.card],
        tags: [.hands, .timed],
        because: """
            Staff pull their card and walk away. Until the program hears SCARD_W_REMOVED_CARD or SCARD_E_NO_SMARTCARD the \
            session stays open; and a program that hangs holds the reader against the next person.
            """
    ) { reader throws(CheckEnd) in
        try await reader.withObserver { observer throws(CheckEnd) in
            let before = try await observer.state()
            let empty = try await reader.takeOut(observer, from: before)
            let start = ContinuousClock.now
            let answer = reader.result { channel, limit throws(TransportError) in
                try channel.transmit(ReaderUnderTest.harmless, within: limit)
            }
            let taken = (ContinuousClock.now - start).wholeMilliseconds
            _ = try await reader.putIn(observer, from: empty.state)
            try reader.takeUpCardAgain()
            switch answer {
            case .success: throw .failed("a command to a card that is not there is answered")
            case .failure(let error):
                let names = ["SCARD_W_REMOVED_CARD", "SCARD_E_NO_SMARTCARD"]
                let name = error.original?.name ?? "\(error.code)"
                try demand(names.contains(name), "the command is refused as \(name)")
            }
            try demand(taken < 5000, "the command took \(taken) ms")
            reader.context.note("the command ended after \(taken) ms")
        }
    }
}
