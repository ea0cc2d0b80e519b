import FuzzSubjects

extension FuzzSubject {
    /// A reader with a fault, by which a run shows that it would find one.
    ///
    /// Four bytes have to be right, one after the other: chance alone would need a day.
    @Sendable
    static func planted(_ bytes: [UInt8]) {
        guard bytes.count == 4, bytes[0] == 0x74, bytes[1] == 0x6F, bytes[2] == 0x75 else { return }
        precondition(bytes[3] != 0x63, "the planted fault was found")
    }
}
