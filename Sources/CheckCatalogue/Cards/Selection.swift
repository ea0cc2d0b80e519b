import Checks
import ISO7816

extension CardUnderTest {
    /// Selects an application: its answer, or nothing where the card says that it has none.
    func selection(of identifier: ApplicationIdentifier) throws(CheckEnd) -> [UInt8]? {
        let answer = try select(identifier.bytes)
        let refusals: [StatusWord] = [.fileNotFound, .referencedDataNotFound, .functionNotSupported]
        if refusals.contains(answer.statusWord) {
            context.note("\(identifier.name ?? "\(identifier)"): \(answer.statusWord)")
            return nil
        }
        try demand(
            answer.statusWord == .success,
            "SELECT \(identifier.name ?? "\(identifier)") is answered \(answer.statusWord)"
        )
        return answer.data
    }
}
