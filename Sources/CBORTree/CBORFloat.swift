/// A floating-point number with the bits and the width it was written in (RFC 8949, 3.3).
package struct CBORFloat: Hashable, Sendable {
    package enum Width: UInt8, Hashable, Sendable {
        case half = 2
        case single = 4
        case double = 8
    }

    package let bits: UInt64
    package let width: Width

    /// The given bits; those that the width does not hold are dropped.
    package init(bits: UInt64, width: Width) {
        self.bits =
            switch width {
            case .half: bits & 0xFFFF
            case .single: bits & 0xFFFF_FFFF
            case .double: bits
            }
        self.width = width
    }

    package init(_ value: Double) {
        bits = value.bitPattern
        width = .double
    }

    package var value: Double {
        switch width {
        case .half: Double(Float16(bitPattern: UInt16(truncatingIfNeeded: bits)))
        case .single: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
        case .double: Double(bitPattern: bits)
        }
    }

    /// Whether no narrower width holds the same number (RFC 8949, 4.2.1).
    ///
    /// Payloads of NaN are left alone: any of them counts as the number NaN, and the half is its shortest form.
    package var isShortest: Bool {
        switch width {
        case .half: true
        case .single: !value.isNaN && Float16(exactly: value) == nil
        case .double: !value.isNaN && Float(exactly: value) == nil
        }
    }
}
