extension AnswerToReset {
    /// A breach of ISO/IEC 7816-3 in an answer that can be read all the same.
    package enum Problem: Hashable, Sendable, CustomStringConvertible {
        case checkByteWrong(actual: UInt8, expected: UInt8)
        case checkByteMissing(expected: UInt8)
        case checkByteUndue(UInt8)
        /// T=15 stands in TD1, where only a protocol may (8.2.3).
        case globalBytesFirst
        /// The protocols are not in ascending order (8.2.3).
        case protocolOrder
        /// A reserved Fi or Di in TA1 (8.3, tables 7 and 8).
        case reservedRate(UInt8)
        /// TA2 fixes a protocol that is not offered.
        case specificProtocolNotOffered(UInt8)
        /// IFSC is `00` or `FF` (11.4.2).
        case reservedFieldSize(UInt8)

        package var description: String {
            switch self {
            case .checkByteWrong(let actual, let expected): "TCK is \(spelled(actual)) instead of \(spelled(expected))"
            case .checkByteMissing(let expected): "TCK is missing, \(spelled(expected)) expected"
            case .checkByteUndue(let byte):
                "\(spelled(byte)) follows the historical bytes although T=0 alone is offered"
            case .globalBytesFirst: "TD1 names T=15"
            case .protocolOrder: "the protocols are not in ascending order"
            case .reservedRate(let byte): "TA1 is \(spelled(byte)), a reserved value"
            case .specificProtocolNotOffered(let number): "TA2 fixes T=\(number), which is not offered"
            case .reservedFieldSize(let byte): "IFSC is \(spelled(byte)), a reserved value"
            }
        }
    }

    /// Every breach found, in the order of the bytes.
    package var problems: [Problem] {
        var problems: [Problem] = []
        let announced = groups.compactMap(\.td).map { $0 & 0x0F }
        if let ta1 = groups.first?.ta, groups.first?.index == 1, fi == nil || di == nil {
            problems.append(.reservedRate(ta1))
        }
        if announced.first == 15 { problems.append(.globalBytesFirst) }
        if zip(announced, announced.dropFirst()).contains(where: { $0 > $1 }) { problems.append(.protocolOrder) }
        if let mode = specificMode, !offeredProtocols.contains(mode.protocolNumber) {
            problems.append(.specificProtocolNotOffered(mode.protocolNumber))
        }
        if let size = informationFieldSize, size == 0x00 || size == 0xFF { problems.append(.reservedFieldSize(size)) }
        switch checkByte {
        case .absent, .correct: break
        case .wrong(let actual, let expected): problems.append(.checkByteWrong(actual: actual, expected: expected))
        case .missing(let expected): problems.append(.checkByteMissing(expected: expected))
        case .undue(let byte): problems.append(.checkByteUndue(byte))
        }
        return problems
    }
}
