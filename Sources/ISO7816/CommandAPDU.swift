/// A command to a card (ISO/IEC 7816-4:2020, 5.2).
package struct CommandAPDU: Hashable, Sendable {
    /// How the lengths are written: in one byte each, or in three and two.
    package enum LengthForm: Hashable, Sendable {
        case short
        case extended
    }

    /// The shape of a command, as ISO/IEC 7816-3:2006, 12.1.3 numbers it.
    package enum Case: String, Hashable, Sendable, CaseIterable {
        case noDataNoAnswer = "1"
        case answer = "2S"
        case data = "3S"
        case dataAndAnswer = "4S"
        case extendedAnswer = "2E"
        case extendedData = "3E"
        case extendedDataAndAnswer = "4E"
    }

    /// CLA: who defines the command, chaining, secure messaging, logical channel.
    package var instructionClass: UInt8
    /// INS.
    package var instruction: UInt8
    package var p1: UInt8
    package var p2: UInt8
    package var data: [UInt8]
    /// Ne, the most bytes that the answer may have: 256 is the short `00`, 65536 the extended `0000`; `nil` means none.
    package var expectedLength: Int?
    /// The form in which the command was received, or is sent unless another is asked for.
    package var lengthForm: LengthForm

    package init(
        instructionClass: UInt8 = 0x00,
        instruction: UInt8,
        p1: UInt8 = 0,
        p2: UInt8 = 0,
        data: [UInt8] = [],
        expectedLength: Int? = nil,
        lengthForm: LengthForm = .short
    ) {
        self.instructionClass = instructionClass
        self.instruction = instruction
        self.p1 = p1
        self.p2 = p2
        self.data = data
        self.expectedLength = expectedLength
        self.lengthForm = lengthForm
    }

    /// The command's shape in a length form.
    package func shape(in form: LengthForm) -> Case {
        switch (data.isEmpty, expectedLength == nil, form) {
        case (true, true, _): .noDataNoAnswer
        case (true, false, .short): .answer
        case (false, true, .short): .data
        case (false, false, .short): .dataAndAnswer
        case (true, false, .extended): .extendedAnswer
        case (false, true, .extended): .extendedData
        case (false, false, .extended): .extendedDataAndAnswer
        }
    }
}

extension CommandAPDU {
    /// A command that does not fit the length form it is to be sent in.
    package enum EncodingError: Error, Hashable, Sendable, CustomStringConvertible {
        case dataTooLong(Int, LengthForm)
        case expectedLength(Int, LengthForm)

        package var description: String {
            switch self {
            case .dataTooLong(let count, let form): "\(count) bytes of data do not fit a command of \(form) length"
            case .expectedLength(let count, let form): "an answer of \(count) bytes fits no command of \(form) length"
            }
        }
    }

    /// The command's bytes, in its own length form unless another is asked for.
    ///
    /// - Throws: ``EncodingError`` when data or expected length exceed what the form can say.
    package func encoded(extended: Bool? = nil) throws(EncodingError) -> [UInt8] {
        let form = extended.map { $0 ? LengthForm.extended : .short } ?? lengthForm
        guard data.count <= form.longestData else { throw .dataTooLong(data.count, form) }
        if let expectedLength, !(1...form.longestAnswer).contains(expectedLength) {
            throw .expectedLength(expectedLength, form)
        }
        var bytes = [instructionClass, instruction, p1, p2]
        if !data.isEmpty {
            bytes += form == .short ? [UInt8(data.count)] : [0] + Self.twoBytes(data.count)
            bytes += data
        }
        if let expectedLength {
            switch form {
            case .short: bytes.append(UInt8(truncatingIfNeeded: expectedLength))
            case .extended: bytes += (data.isEmpty ? [0] : []) + Self.twoBytes(expectedLength)
            }
        }
        return bytes
    }

    private static func twoBytes(_ number: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)]
    }
}

extension CommandAPDU.LengthForm {
    package var longestData: Int { self == .short ? 0xFF : 0xFFFF }
    package var longestAnswer: Int { self == .short ? 0x100 : 0x1_0000 }
}
