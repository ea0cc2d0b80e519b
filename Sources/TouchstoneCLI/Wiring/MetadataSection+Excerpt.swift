import FIDOMetadata
import Reports
import Vocabulary

extension MetadataSection {
    init(_ excerpt: MetadataExcerpt) {
        self.init(
            source: excerpt.source.rawValue,
            no: Int(clamping: excerpt.no),
            date: excerpt.date.description,
            sha256: excerpt.record?.digest,
            nextUpdate: excerpt.record?.nextUpdate?.description,
            anchor: excerpt.record?.anchorName,
            anchorSHA256: excerpt.record?.anchorFingerprint
        )
    }
}
