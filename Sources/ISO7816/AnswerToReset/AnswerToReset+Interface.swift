extension AnswerToReset {
    /// What TA2 fixes: the card speaks one protocol and takes no negotiation (ISO/IEC 7816-3:2006, 8.3).
    package struct SpecificMode: Hashable, Sendable {
        package let protocolNumber: UInt8
        /// Whether a warm reset may bring the card to negotiable mode.
        package let mayChange: Bool
        /// Whether the card implies its parameters, rather than those of TA1.
        package let impliesParameters: Bool
    }

    /// The T of every protocol that is offered, in order; T=0 when none is named (ISO/IEC 7816-3:2006, 8.2.3).
    ///
    /// T=15 is no protocol but announces global bytes, and is left out.
    package var offeredProtocols: [UInt8] {
        let announced = groups.compactMap(\.td).map { $0 & 0x0F }
        guard !announced.isEmpty else { return [0] }
        return announced.enumerated()
            .filter { $0.element != 15 && !announced[..<$0.offset].contains($0.element) }
            .map(\.element)
    }

    /// Whether the protocol can be chosen through PC/SC.
    package func offers(_ wanted: CardProtocol) -> Bool {
        switch wanted {
        case .t0: offeredProtocols.contains(0)
        case .t1: offeredProtocols.contains(1)
        case .raw: false
        }
    }

    /// Fi of TA1, the clock rate conversion integer; `nil` where TA1 is absent or its value reserved.
    package var fi: Int? {
        first?.ta.flatMap { Self.table(Self.fiTable, $0 >> 4) }
    }

    /// Di of TA1, the baud rate adjustment integer; `nil` where TA1 is absent or its value reserved.
    package var di: Int? {
        first?.ta.flatMap { Self.table(Self.diTable, $0 & 0x0F) }
    }

    /// The highest clock frequency in kHz that TA1 allows; `nil` where TA1 is absent or its value reserved.
    package var maximumFrequency: Int? {
        first?.ta.flatMap { Self.table(Self.frequencyTable, $0 >> 4) }
    }

    /// N of TC1: extra guard time in units of one character's bit; 255 asks for the least there is.
    package var extraGuardTime: UInt8? { first?.tc }

    /// TB1, which once asked for a programming voltage and now is to be ignored (ISO/IEC 7816-3:2006, 8.3).
    package var programmingVoltage: UInt8? { first?.tb }

    /// TA2; `nil` means negotiable mode.
    package var specificMode: SpecificMode? {
        groups.dropFirst().first?.ta
            .map { ta2 in
                SpecificMode(
                    protocolNumber: ta2 & 0x0F,
                    mayChange: ta2 & 0x80 == 0,
                    impliesParameters: ta2 & 0x10 != 0
                )
            }
    }

    /// WI of TC2, the waiting time of T=0 (ISO/IEC 7816-3:2006, 10.2).
    package var waitingInteger: UInt8? { groups.dropFirst().first?.tc }

    /// IFSC: how many bytes of a T=1 block the card takes (ISO/IEC 7816-3:2006, 11.4.2).
    package var informationFieldSize: UInt8? { group(specificTo: 1)?.ta }

    /// BWI, which sets how long a T=1 block may be waited for (ISO/IEC 7816-3:2006, 11.4.3).
    package var blockWaitingInteger: UInt8? { group(specificTo: 1)?.tb.map { $0 >> 4 } }

    /// CWI, which sets how long a character inside a T=1 block may be waited for.
    package var characterWaitingInteger: UInt8? { group(specificTo: 1)?.tb.map { $0 & 0x0F } }

    /// Whether T=1 blocks end with a CRC rather than an LRC (ISO/IEC 7816-3:2006, 11.4.4).
    package var usesCRC: Bool? { group(specificTo: 1)?.tc.map { $0 & 0x01 != 0 } }

    /// TA after T=15: how the clock may be stopped, and the voltage classes (ISO/IEC 7816-3:2006, 8.3).
    package var clockStopAndClasses: UInt8? { group(specificTo: 15)?.ta }

    private var first: InterfaceGroup? { groups.first { $0.index == 1 } }

    /// The first group from the third on that is announced for a T: the one that holds its parameters.
    private func group(specificTo number: UInt8) -> InterfaceGroup? {
        groups.first { $0.index > 2 && $0.announcedProtocol == number }
    }

    private static func table(_ values: [Int?], _ index: UInt8) -> Int? { values[Int(index & 0x0F)] }

    private static let fiTable: [Int?] = [
        372, 372, 558, 744, 1116, 1488, 1860, nil, nil, 512, 768, 1024, 1536, 2048, nil, nil,
    ]

    private static let frequencyTable: [Int?] = [
        4_000, 5_000, 6_000, 8_000, 12_000, 16_000, 20_000, nil, nil, 5_000, 7_500, 10_000, 15_000, 20_000, nil, nil,
    ]

    private static let diTable: [Int?] = [
        nil, 1, 2, 4, 8, 16, 32, 64, 12, 20, nil, nil, nil, nil, nil, nil,
    ]
}
