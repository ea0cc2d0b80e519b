import Checks
import CTAPMessages
import FIDOMetadata

extension Check where Subject == KeyUnderTest {
    static let observedCounters = Self(
        "ob.counter",
        "no signature counter of the run went back",
        clause: .webAuthn("6.1.1"),
        needs: [.ctap2],
        tags: [.observer],
        because: "One counter for all credentials and one for each are both allowed; which of them it is is noted."
    ) { key throws(CheckEnd) in
        var last: [[UInt8]: UInt32] = [:]
        var all: [UInt32] = []
        for exchange in key.record.log.exchanges where exchange.reply.command == .getAssertion {
            guard let assertion = try? MadeAssertion(exchange.reply) else { continue }
            all.append(assertion.counter)
            let id = assertion.credentialID ?? []
            if let before = last[id], assertion.counter < before || (assertion.counter == before && before != 0) {
                throw .failed("the counter of a credential goes from \(before) to \(assertion.counter)")
            }
            last[id] = assertion.counter
        }
        guard all.count > 1 else { throw .notApplicable("the run made fewer than two assertions") }
        key.context.note(
            zip(all, all.dropFirst()).allSatisfy { $0 < $1 } ? "one counter for all" : "a counter for each"
        )
    }
}
