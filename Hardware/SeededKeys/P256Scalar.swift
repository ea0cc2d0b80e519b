/// A number modulo the order of P-256 (SEC 2, 2.4.2).
///
/// Plain arithmetic that takes no care of its timing: the keys of test devices are no secret.
struct P256Scalar: Equatable {
    /// From the least significant.
    private let limbs: [UInt64]

    private static let order: [UInt64] = [
        0xF3B9_CAC2_FC63_2551, 0xBCE6_FAAD_A717_9E84, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_0000_0000,
    ]
    /// 2²⁵⁶ modulo the order.
    private static let excess: [UInt64] = [0x0C46_353D_039C_DAAF, 0x4319_0552_58E8_617B, 0, 0x0000_0000_FFFF_FFFF]
    private static let one = Self(limbs: [1, 0, 0, 0])

    private init(limbs: [UInt64]) {
        self.limbs = limbs
    }

    /// Takes 32 bytes, big-endian, less the order where they reach it.
    init(reducing bytes: [UInt8]) {
        precondition(bytes.count == 32)
        let limbs = (0..<4)
            .map { index in
                bytes[(24 - 8 * index)..<(32 - 8 * index)].reduce(0) { $0 << 8 | UInt64($1) }
            }
        self.init(limbs: Self.reduce(limbs))
    }

    /// 32 bytes, big-endian.
    var bytes: [UInt8] {
        limbs.reversed().flatMap { limb in (0..<8).reversed().map { UInt8(truncatingIfNeeded: limb >> (8 * $0)) } }
    }

    var isZero: Bool { limbs.allSatisfy { $0 == 0 } }

    static func + (left: Self, right: Self) -> Self {
        let (sum, carry) = add(left.limbs, right.limbs)
        // A carry stands for 2²⁵⁶, and the sum then is far too small for a second one.
        return Self(limbs: reduce(carry ? add(sum, excess).limbs : sum))
    }

    static func * (left: Self, right: Self) -> Self {
        var product = multiply(left.limbs, right.limbs)
        // Each turn replaces the upper half, times 2²⁵⁶, by the same times the excess.
        while product[4...].contains(where: { $0 != 0 }) {
            let folded = multiply(Array(product[4...]), excess)
            product = add(folded, Array(product[..<4]) + [0, 0, 0, 0]).limbs
        }
        return Self(limbs: reduce(Array(product[..<4])))
    }

    /// What gives one when multiplied: the power of the order less two (Fermat).
    var inverse: Self {
        var exponent = Self.order
        exponent[0] -= 2
        var result = Self.one
        for bit in (0..<256).reversed() {
            result = result * result
            if exponent[bit / 64] >> (bit % 64) & 1 == 1 { result = result * self }
        }
        return result
    }

    private static func add(_ left: [UInt64], _ right: [UInt64]) -> (limbs: [UInt64], carry: Bool) {
        var carry: UInt64 = 0
        let limbs = zip(left, right)
            .map { pair in
                let (first, overflow) = pair.0.addingReportingOverflow(pair.1)
                let (second, again) = first.addingReportingOverflow(carry)
                carry = overflow || again ? 1 : 0
                return second
            }
        return (limbs, carry == 1)
    }

    /// Less the order, where the number is not below it.
    private static func reduce(_ limbs: [UInt64]) -> [UInt64] {
        let isBelow = zip(limbs, order).reversed().first { $0.0 != $0.1 }.map { $0.0 < $0.1 } ?? false
        // Adding 2²⁵⁶ less the order and dropping the carry takes the order away.
        return isBelow ? limbs : add(limbs, excess).limbs
    }

    private static func multiply(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
        var product = [UInt64](repeating: 0, count: left.count + right.count)
        for i in left.indices {
            var carry: UInt64 = 0
            for j in right.indices {
                let (high, low) = left[i].multipliedFullWidth(by: right[j])
                let (first, overflow) = product[i + j].addingReportingOverflow(low)
                let (second, again) = first.addingReportingOverflow(carry)
                product[i + j] = second
                carry = high + (overflow ? 1 : 0) + (again ? 1 : 0)
            }
            product[i + right.count] = carry
        }
        return product
    }
}
