import Checks
import CTAPMessages
import FIDOMetadata

extension KeyUnderTest {
    /// What verified metadata states of the key's model; the check does not apply where nothing is.
    ///
    /// Asked for after everything that the check has the key do, so that a replay without metadata asks the same.
    func statement() throws(CheckEnd) -> MetadataStatement { try metadataEntry().statement }

    /// The same with the reports on its certification.
    func metadataEntry() throws(CheckEnd) -> MetadataEntry {
        let model = try information().aaguid
        guard let metadata = context.metadata, metadata.record != nil else {
            throw .notApplicable("no metadata was verified; `touchstone metadata import` takes some in")
        }
        guard let model, model != .zero else { throw .notApplicable("the key names no model") }
        let found: MetadataLookup
        do throws(StoredMetadata.Damage) {
            found = try metadata.lookup(.aaguid(model))
        } catch {
            throw .notRun(.bench, "\(error)")
        }
        switch found {
        case .found(let entry):
            context.note("by \(metadata)")
            return entry
        case .absent: throw .notApplicable("the model \(model) is not in \(metadata)")
        case .ambiguous: throw .notApplicable("entries for the model \(model) in \(metadata) contradict each other")
        }
    }
}
