package import DeviceTransport
import SafetyGuard

extension ReaderUnderTest {
    /// What the reader's driver can do beyond carrying APDUs (PC/SC part 10, 2.2); nil where it was never asked to tell.
    package func features() throws(CheckEnd) -> [ReaderFeature]? {
        guard let answer = try control(ReaderDangerTable.featureRequest) else { return nil }
        do throws(TransportError) {
            return try ReaderFeature.list(parsing: answer)
        } catch {
            throw .failed("the list of features is none: \(error)")
        }
    }

    /// What the driver answers to a feature that only tells something; nil where the feature is not there.
    package func answer(of tag: ReaderFeature.Tag) throws(CheckEnd) -> [UInt8]? {
        guard let feature = try features()?.first(where: { $0.tag == tag }) else { return nil }
        return try demand(
            try control(feature.controlCode),
            "the feature \(tag.name ?? "\(tag.rawValue)") is listed, and its control code is refused"
        )
    }

    /// What the driver says of the reader; the check does not apply to one that says nothing.
    package func properties() throws(CheckEnd) -> [ReaderProperty] {
        guard let bytes = try answer(of: .tlvProperties) else {
            throw .notApplicable("the reader's driver has no GET_TLV_PROPERTIES")
        }
        do throws(TransportError) {
            return try ReaderProperty.list(parsing: bytes)
        } catch {
            throw .failed("the properties are none: \(error)")
        }
    }

    /// One of them as a number; the check does not apply where it is not told.
    package func property(_ tag: UInt8) throws(CheckEnd) -> UInt64 {
        guard let property = try properties().first(where: { $0.tag == tag }) else {
            throw .notApplicable("the reader's driver does not tell it")
        }
        return try demand(property.number, "\(property.name ?? "a property") has \(property.value.count) bytes")
    }

    /// An attribute that the check is about; it does not apply where the driver does not have it.
    package func requiredAttribute(_ tag: UInt32) throws(CheckEnd) -> [UInt8] {
        guard let value = try attribute(tag) else { throw .notApplicable("the reader's driver does not tell it") }
        return value
    }

    /// A number, of four bytes or, since drivers write what their machine counts with, of eight; the low byte first.
    package func number(_ tag: UInt32) throws(CheckEnd) -> UInt64 {
        let bytes = try requiredAttribute(tag)
        try demand([4, 8].contains(bytes.count), "the number has \(bytes.count) bytes")
        return bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
