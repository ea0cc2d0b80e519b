import CBORTree
import CTAPMessages

/// A request that is wrong in one way, made from a good one.
package struct RequestVariation: Sendable {
    /// What is wrong with it, as a clause.
    package let flaw: String
    package let request: [UInt8]

    package init(flaw: String, request: [UInt8]) {
        self.flaw = flaw
        self.request = request
    }
}

extension CTAPCall {
    /// One request for each place, with nothing there.
    package func missingEach(_ paths: [CBORPath]) -> [RequestVariation] {
        paths.map { RequestVariation(flaw: "\($0) is missing", request: with($0, nil).encoded) }
    }

    /// For each place one request for each CBOR type that does not belong there.
    package func mistypedEach(_ paths: [CBORPath]) -> [RequestVariation] {
        paths.flatMap { path in
            let own = parameters[path].map(CBORSpecimen.type)
            return CBORSpecimen.all.filter { CBORSpecimen.type(of: $0) != own }
                .map { specimen in
                    RequestVariation(
                        flaw: "\(path) is \(specimen.diagnostic)",
                        request: with(path, specimen).encoded
                    )
                }
        }
    }

    /// Spellings of the same parameters that the canonical form rules out (CTAP 2.1, 8).
    package var misspelled: [RequestVariation] {
        guard let entries = parameters.entries, let first = entries.first else { return [] }
        let wideKey = CBORMap.Entry(first.key.widened, first.value)
        let wideValue = CBORMap.Entry(first.key, first.value.widened)
        let rest = entries.dropFirst()
        let maps: [(String, CBORMap)] = [
            ("the keys are out of order", CBORMap(entries.reversed())),
            ("the first key is longer than it need be", CBORMap([wideKey] + rest)),
            ("the first value's length is longer than it need be", CBORMap([wideValue] + rest)),
            ("the map is of indefinite length", CBORMap(entries, length: .indefinite)),
            ("the map's length is longer than it need be", CBORMap(entries, length: .definite(.one))),
        ]
        return maps.map { RequestVariation(flaw: $0.0, request: [command.rawValue] + CBORItem.map($0.1).encoded()) }
    }
}

extension CBORItem {
    /// The same value in a longer spelling.
    fileprivate var widened: CBORItem {
        switch self {
        case .unsigned(let head): .unsigned(CBORHead(head.value, width: .four))
        case .negative(let head): .negative(CBORHead(head.value, width: .four))
        case .byteString(let string): .byteString(CBORString(string.bytes, width: .four))
        case .textString(let string): .textString(CBORString(string.bytes, width: .four))
        default: self
        }
    }
}
