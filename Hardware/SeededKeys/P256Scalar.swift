/// A number modulo the order of P-256 (SEC 2, 2.4.2).
///
/// Plain arithmetic that takes no care of its timing: the keys of test devices are no secret. Four limbs are four
/// properties, and products are Montgomery's, since tests sign thousands of times in builds that optimise nothing.
struct P256Scalar: Equatable {
    /// From the least significant.
    private var limb0, limb1, limb2, limb3: UInt64

    private static let order = Self(
        0xF3B9_CAC2_FC63_2551,
        0xBCE6_FAAD_A717_9E84,
        0xFFFF_FFFF_FFFF_FFFF,
        0xFFFF_FFFF_0000_0000
    )
    /// 2²⁵⁶ modulo the order.
    private static let excess = Self(0x0C46_353D_039C_DAAF, 0x4319_0552_58E8_617B, 0, 0x0000_0000_FFFF_FFFF)
    /// 2⁵¹² modulo the order: doubled 256 times.
    private static let square = (0..<256).reduce(excess) { power, _ in power + power }
    /// What the order times this ends with, in 64 bits, is all ones.
    private static let complement: UInt64 = 0xCCD1_C8AA_EE00_BC4F

    private init(_ limb0: UInt64, _ limb1: UInt64, _ limb2: UInt64, _ limb3: UInt64) {
        self.limb0 = limb0
        self.limb1 = limb1
        self.limb2 = limb2
        self.limb3 = limb3
    }

    /// Takes 32 bytes, big-endian, less the order where they reach it.
    init(reducing bytes: [UInt8]) {
        precondition(bytes.count == 32)
        func limb(_ index: Int) -> UInt64 {
            bytes[(24 - 8 * index)..<(32 - 8 * index)].reduce(0) { $0 << 8 | UInt64($1) }
        }
        self.init(limb(0), limb(1), limb(2), limb(3))
        reduce(carry: 0)
    }

    /// 32 bytes, big-endian.
    var bytes: [UInt8] {
        [limb3, limb2, limb1, limb0]
            .flatMap { limb in
                (0..<8).reversed().map { UInt8(truncatingIfNeeded: limb >> (8 * $0)) }
            }
    }

    var isZero: Bool { limb0 | limb1 | limb2 | limb3 == 0 }

    static func + (left: Self, right: Self) -> Self {
        var sum = Self(0, 0, 0, 0)
        var carry: UInt64 = 0
        sum.limb0 = step(left.limb0, right.limb0, 1, &carry)
        sum.limb1 = step(left.limb1, right.limb1, 1, &carry)
        sum.limb2 = step(left.limb2, right.limb2, 1, &carry)
        sum.limb3 = step(left.limb3, right.limb3, 1, &carry)
        sum.reduce(carry: carry)
        return sum
    }

    static func * (left: Self, right: Self) -> Self {
        left.montgomeryProduct(square).montgomeryProduct(right)
    }

    /// What gives one when multiplied: the power of the order less two (Fermat).
    var inverse: Self {
        let base = montgomeryProduct(Self.square)
        var result = Self.excess
        for (limb, taken) in [
            (Self.order.limb3, 0), (Self.order.limb2, 0), (Self.order.limb1, 0), (Self.order.limb0, 2),
        ] as [(UInt64, UInt64)] {
            for bit in (0..<64).reversed() {
                result = result.montgomeryProduct(result)
                if (limb - taken) >> bit & 1 == 1 { result = result.montgomeryProduct(base) }
            }
        }
        return result.montgomeryProduct(Self(1, 0, 0, 0))
    }

    /// The product divided by 2²⁵⁶, modulo the order, by Montgomery's method: one limb of the right side after the other.
    private func montgomeryProduct(_ right: Self) -> Self {
        var sum = Self(0, 0, 0, 0)
        var top: UInt64 = 0
        accumulate(right.limb0, &sum, &top)
        accumulate(right.limb1, &sum, &top)
        accumulate(right.limb2, &sum, &top)
        accumulate(right.limb3, &sum, &top)
        sum.reduce(carry: top)
        return sum
    }

    /// Adds this number times a limb, and as many times the order as makes the lowest limb zero, which is then dropped.
    private func accumulate(_ limb: UInt64, _ sum: inout Self, _ top: inout UInt64) {
        var carry: UInt64 = 0
        let low = Self.step(sum.limb0, limb0, limb, &carry)
        sum.limb1 = Self.step(sum.limb1, limb1, limb, &carry)
        sum.limb2 = Self.step(sum.limb2, limb2, limb, &carry)
        sum.limb3 = Self.step(sum.limb3, limb3, limb, &carry)
        var above: UInt64 = 0
        let middle = Self.step(top, carry, 1, &above)

        let multiple = low &* Self.complement
        let order = Self.order
        carry = 0
        _ = Self.step(low, order.limb0, multiple, &carry)
        sum.limb0 = Self.step(sum.limb1, order.limb1, multiple, &carry)
        sum.limb1 = Self.step(sum.limb2, order.limb2, multiple, &carry)
        sum.limb2 = Self.step(sum.limb3, order.limb3, multiple, &carry)
        var overflow: UInt64 = 0
        sum.limb3 = Self.step(middle, carry, 1, &overflow)
        top = above + overflow
    }

    /// The low half of `sum + left · right + carry`, and the high half as the next carry: it always fits.
    private static func step(_ sum: UInt64, _ left: UInt64, _ right: UInt64, _ carry: inout UInt64) -> UInt64 {
        let (high, low) = left.multipliedFullWidth(by: right)
        let (first, overflow) = low.addingReportingOverflow(sum)
        let (second, again) = first.addingReportingOverflow(carry)
        carry = high &+ (overflow ? 1 : 0) &+ (again ? 1 : 0)
        return second
    }

    /// Takes the order away once, where the number with its carry is not below it.
    private mutating func reduce(carry: UInt64) {
        // Adding 2²⁵⁶ less the order and dropping the carry takes the order away.
        var less = Self(0, 0, 0, 0)
        var over: UInt64 = 0
        let excess = Self.excess
        less.limb0 = Self.step(limb0, excess.limb0, 1, &over)
        less.limb1 = Self.step(limb1, excess.limb1, 1, &over)
        less.limb2 = Self.step(limb2, excess.limb2, 1, &over)
        less.limb3 = Self.step(limb3, excess.limb3, 1, &over)
        if carry | over != 0 { self = less }
    }
}
