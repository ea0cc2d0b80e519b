import CTAPMessages
import FIDOMetadata
import Reports
import Vocabulary

extension AppraisalDocument {
    init(_ appraisal: KeyAppraisal, by metadata: MetadataInUse) {
        self.init(
            claimedModel: appraisal.statement.claimedModel?.description,
            isAttested: appraisal.isAttested,
            vouching: appraisal.vouchingExplanation,
            model: appraisal.model,
            level: appraisal.level?.level?.description,
            levelExplanation: appraisal.levelExplanation,
            metadata: metadata.description
        )
    }
}
