import Checks
import ISO7816
import Vocabulary

/// What is read of a certificate on a card: its days and its kind of key, and nothing that names anybody.
struct PublicCertificate: CustomStringConvertible {
    let first: CalendarDate
    let last: CalendarDate
    /// Such as `P-256` or `RSA`.
    let key: String

    var description: String { "\(key), from \(first) to \(last)" }

    /// Reads a PIV certificate object; `nil` where the certificate in it is compressed (SP 800-73-4 part 1, appendix A).
    init?(object: [UInt8], for use: String) throws(CheckEnd) {
        guard let parts = try? BERTLV(parsing: object).children(), let body = parts.first(where: { $0.tag == 0x70 })
        else { throw .failed("the certificate object for \(use) is not whole") }
        if let information = parts.first(where: { $0.tag == 0x71 }), information.value.first.map({ $0 & 1 }) == 1 {
            return nil
        }
        guard let read = Self.read(body.value) else { throw .failed("the certificate for \(use) is none of X.509") }
        (first, last, key) = read
    }

    /// Walks to the validity and the key of a certificate (RFC 5280, 4.1).
    private static func read(_ bytes: [UInt8]) -> (CalendarDate, CalendarDate, String)? {
        guard let certificate = try? BERTLV(parsing: bytes), var fields = try? certificate.children().first?.children()
        else { return nil }
        // The version is left out where it is the first; then serial number, algorithm, issuer.
        if fields.first?.tag == 0xA0 { fields.removeFirst() }
        guard fields.count >= 6, let days = try? fields[3].children(), days.count == 2,
            let first = day(days[0]), let last = day(days[1]),
            let algorithm = try? fields[5].children().first?.children()
        else { return nil }
        return (first, last, name(of: algorithm))
    }

    /// UTCTime until 2049 with two digits for the year, GeneralizedTime from 2050 on with four (RFC 5280, 4.1.2.5).
    private static func day(_ time: BERTLV) -> CalendarDate? {
        let digits = time.value.prefix { (0x30...0x39).contains($0) }.map { Int($0) - 0x30 }
        let isShort = time.tag == 0x17
        guard isShort || time.tag == 0x18, digits.count >= (isShort ? 6 : 8) else { return nil }
        let numbers = stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] * 10 + digits[$0 + 1] }
        guard isShort else {
            return CalendarDate(year: numbers[0] * 100 + numbers[1], month: numbers[2], day: numbers[3])
        }
        return CalendarDate(year: numbers[0] + (numbers[0] < 50 ? 2000 : 1900), month: numbers[1], day: numbers[2])
    }

    private static func name(of algorithm: [BERTLV]) -> String {
        switch (algorithm.first?.value, algorithm.dropFirst().first?.value) {
        case ([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01], _): "RSA"
        case ([0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01], [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07]): "P-256"
        case ([0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01], [0x2B, 0x81, 0x04, 0x00, 0x22]): "P-384"
        case ([0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01], _): "another curve"
        default: "another kind of key"
        }
    }
}
