import SupportMatrix
import Vocabulary

extension ClientAssessment {
    /// The answers for each key in use: each model that the build names, or else each key on the bench.
    func certification(_ required: CertificationLevel, _ answer: RuleAnswer) -> [Reason] {
        let keys = evidence.devices.filter { $0.kind == .securityKey }
        guard client.keyModels.isEmpty else {
            return client.keyModels.flatMap { model in
                let matching = keys.filter(model.matches)
                return matching.isEmpty
                    ? [unseen(model, required, answer)]
                    : matching.flatMap { certification(of: $0, required, answer) }
            }
        }
        guard !keys.isEmpty else {
            return [
                answer(
                    .open,
                    .certification(.noKey(required: required)),
                    at: .absent,
                    readings: [.a15],
                    missing: Missing("a security key on the bench", supply: "attach the key, then `touchstone probe`")
                )
            ]
        }
        return keys.flatMap { certification(of: $0, required, answer) }
    }

    private func unseen(
        _ model: ClientDescription.KeyModel,
        _ required: CertificationLevel,
        _ answer: RuleAnswer
    ) -> Reason {
        answer(
            .open,
            .certification(.unseen(model: model.name, required: required)),
            "authenticators",
            readings: [.a15],
            missing: Missing("the model “\(model.name)” on the bench", supply: "attach it, then `touchstone probe`")
        )
    }

    private func certification(
        of key: ObservedDevice,
        _ required: CertificationLevel,
        _ answer: RuleAnswer
    ) -> [Reason] {
        guard let standing = metadata.standing(of: key) else {
            return [
                answer(
                    .open,
                    .certification(.unknown(key: key.name, required: required)),
                    at: EvidenceReference(.observation, key.reference),
                    readings: [.a15],
                    missing: Missing(
                        "the certification level of \(key.name)",
                        supply: "`touchstone certify BUILD --attest`, for a build that names security keys"
                    )
                )
            ]
        }
        return KeyConditions(of: key, standing, required: required, policy: policy, answer: answer).reasons
    }
}
