import CBORTree
import Octets
import Testing

@testable import PINProtocols

@Suite struct AgreementKeyTests {
    let key = KeyAgreement().publicKey

    @Test func goesThroughCOSE() throws {
        #expect(key.cose.canonicalFindings() == [])
        #expect(try AgreementKey(cose: CBORItem(parsing: key.cose.encoded())) == key)
    }

    @Test(arguments: 0..<5)
    func everyMemberIsNeeded(index: Int) throws {
        var entries = try #require(key.cose.entries)
        entries.remove(at: index)
        #expect(throws: PINProtocolError.notAnAgreementKey) { try AgreementKey(cose: .map(CBORMap(entries))) }
    }

    @Test(arguments: [(Int64(1), Int64(3)), (3, -7), (-1, 2), (4, 1)])
    func otherValuesAreRefused(member: Int64, value: Int64) throws {
        let rest = try #require(key.cose.entries).filter { $0.key.integer != member }
        let other = CBORMap(rest + [.init(.int(member), .int(value))])
        #expect(throws: PINProtocolError.notAnAgreementKey) { try AgreementKey(cose: .map(other)) }
    }

    @Test func pointsOffTheCurveAreRefused() {
        #expect(throws: PINProtocolError.notOnCurve) { try AgreementKey(x: key.x, y: key.x) }
        #expect(throws: PINProtocolError.notOnCurve) { try AgreementKey(x: [], y: key.y) }
        #expect(throws: PINProtocolError.notOnCurve) { try AgreementKey(x: key.x + [0], y: Array(key.y.dropLast())) }
        let zero = [UInt8](repeating: 0, count: 32)
        #expect(throws: PINProtocolError.notOnCurve) { try AgreementKey(x: zero, y: zero) }
    }

    @Test(arguments: [[], Array(repeating: 0, count: 32), Array(repeating: 0xFF, count: 32), [1]] as [[UInt8]])
    func privateKeysOutOfRangeAreRefused(bytes: [UInt8]) {
        #expect(throws: PINProtocolError.privateKey) { try KeyAgreement(privateKey: Secret(bytes)) }
    }
}

@Suite struct PINTests {
    @Test(arguments: [0, 64, 100])
    func lengthsThatDoNotFit(count: Int) {
        #expect(throws: PINProtocolError.unfitPIN) { try PIN(text: Secret(Array(repeating: 0x31, count: count))) }
    }

    @Test func zerosInsideAreRefused() {
        #expect(throws: PINProtocolError.unfitPIN) { try PIN(text: Secret([0x31, 0, 0x32])) }
    }

    @Test func paddingIsTakenOff() throws {
        #expect(try PIN.unpad(Secret(Array(repeating: 0, count: 64))).count == 0)
        #expect(throws: PINProtocolError.unfitPIN) { try PIN.unpad(Secret(Array(repeating: 1, count: 64))) }
        #expect(throws: PINProtocolError.length(63)) { try PIN.unpad(Secret(Array(repeating: 0, count: 63))) }
        #expect(try PIN(text: Secret(Array(repeating: 1, count: 63))).padded.count == 64)
    }
}
