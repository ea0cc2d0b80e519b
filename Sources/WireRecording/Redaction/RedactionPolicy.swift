/// What of personal data a recording keeps, where there is a choice.
///
/// PINs, tokens and keys are no choice: they are never written (see ``MaskRule`` and ``CardTranscript``).
package struct RedactionPolicy: Hashable, Sendable {
    /// The kinds of which keyed hashes stand in the recording.
    package var hashed: Set<PersonalData>
    /// Whether bytes that a key signed are changed as well, so that no signature over them verifies any more.
    package var changesSignedData = false
    /// Whether what a host brought by itself is changed as well, so that only a host that brings the hashes can replay it.
    package var changesHostData = false
    /// Commands of which the body stays, although nothing is known of what it carries.
    package var allowedBodies: Set<CommandCode> = []

    /// CLA and INS of a command.
    package struct CommandCode: Hashable, Sendable, Comparable, CustomStringConvertible {
        package let commandClass: UInt8
        package let instruction: UInt8

        package init(_ commandClass: UInt8, _ instruction: UInt8) {
            self.commandClass = commandClass
            self.instruction = instruction
        }

        /// Whether the body is a PIN, a PUK or a key by its very meaning: VERIFY, CHANGE REFERENCE DATA, DISABLE and ENABLE
        /// VERIFICATION REQUIREMENT, RESET RETRY COUNTER (ISO/IEC 7816-4:2020, table 5), PUT KEY of GlobalPlatform.
        package var isSecret: Bool {
            [0x20, 0x21, 0x24, 0x25, 0x26, 0x28, 0x2C, 0x2D].contains(instruction)
                || commandClass & 0x80 != 0 && instruction == 0xD8
        }

        package static func < (first: Self, second: Self) -> Bool {
            (first.commandClass, first.instruction) < (second.commandClass, second.instruction)
        }

        /// Four digits, as in `0087`.
        package var description: String { commandClass.fixedHex + instruction.fixedHex }
    }

    package init(hashed: Set<PersonalData> = Set(PersonalData.ofCards)) {
        self.hashed = hashed
    }

    /// Cards are hashed; what keys answer stays, since a replay computes with it.
    package static let standard = Self()

    /// All that can be hashed without a replay coming to something else: for copies that leave the lab.
    package static let sharing = Self(hashed: Set(PersonalData.ofCards + PersonalData.ofKeys))

    /// Whether anything of a key's messages is changed.
    var concernsKeys: Bool { !hashed.isDisjoint(with: PersonalData.ofKeys) }
}
