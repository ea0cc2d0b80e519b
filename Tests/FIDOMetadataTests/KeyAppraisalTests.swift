import CBORTree
import CTAPMessages
import Crypto
import FIDOMetadata
import Foundation
import Testing
import Vocabulary

/// Keys that look alike until somebody asks who vouches for them.
struct KeyAppraisalTests {
    private let rpID = "attestation.touchstone.invalid"
    private let day = CalendarDate(TestAuthority.now)

    private func registration() -> TestRegistration {
        var registration = TestRegistration()
        registration.rpIDHash = Array(SHA256.hash(data: Array(rpID.utf8)))
        return registration
    }

    /// The answer as a key sends it, with the keys of CTAP.
    private func response(_ format: String, _ registration: TestRegistration, _ statement: CBORItem) -> [UInt8] {
        let answer: CBORItem = [
            1: .text(format), 2: .bytes(registration.authenticatorData), 3: statement,
        ]
        return answer.encoded()
    }

    private func packed(_ registration: TestRegistration, by signer: TestIdentity) throws -> [UInt8] {
        response(
            "packed",
            registration,
            [
                "alg": .int(signer.key.coseAlgorithm), "sig": .bytes(try signer.key.sign(registration.signedBytes)),
                "x5c": [.bytes(signer.der)],
            ]
        )
    }

    private func appraise(
        _ registration: KeyAppraisal.Registration,
        by metadata: MetadataBLOB?,
        claiming model: AAGUID? = TestRegistration.aaguid
    ) async -> KeyAppraisal {
        let statement = KeyAppraisal.Statement(
            claimedModel: model,
            firmware: 1,
            isFIDO2: true,
            registration: registration
        )
        return await KeyAppraisal(
            statement,
            lookup: { metadata?.lookup($0) ?? .absent },
            verifier: { AttestationVerifier(metadata: metadata) },
            at: TestAuthority.now,
            asOf: day
        )
    }

    private func metadata() throws -> (TestAttester, MetadataBLOB) {
        let attester = try TestAttester.shared.get()
        return (attester, try TestRegistration.metadata([(TestRegistration.aaguid, [attester.root.der])]))
    }

    private func answered(_ response: [UInt8], _ registration: TestRegistration) -> KeyAppraisal.Registration {
        .answered(response: response, clientDataHash: registration.clientDataHash, rpID: rpID)
    }

    @Test func attestedKeyHasItsModelsLevel() async throws {
        let (attester, metadata) = try metadata()
        let registration = registration()
        let response = try packed(registration, by: attester.leaf())
        let appraisal = await appraise(answered(response, registration), by: metadata)
        #expect(appraisal.isAttested)
        #expect(appraisal.model == "Synthetic Key")
        #expect(appraisal.level?.level == .l2)
        #expect(appraisal.vouchingExplanation.first?.hasPrefix("Attested (packed): ") == true)
        #expect(appraisal.conclusion == .attested)
    }

    @Test func selfAttestedKeyHasItsModelsLevelAndNobodyVouches() async throws {
        let (_, metadata) = try metadata()
        let registration = registration()
        let signature = try registration.key.signature(for: registration.signedBytes).derRepresentation
        let response = response("packed", registration, ["alg": -7, "sig": .bytes(signature)])
        let appraisal = await appraise(answered(response, registration), by: metadata)
        #expect(!appraisal.isAttested)
        #expect(appraisal.level?.level == .l2, "what the model holds does not hang on this device")
        #expect(appraisal.conclusion == .refuted)
        guard case .examined(let report) = appraisal.vouching else {
            Issue.record("\(appraisal.vouching)")
            return
        }
        #expect(report.failures.first?.rule == .selfAttestation)
    }

    @Test func impostorFailsAtThePath() async throws {
        let (_, metadata) = try metadata()
        let registration = registration()
        let response = try packed(registration, by: try TestAttester().leaf())
        let appraisal = await appraise(answered(response, registration), by: metadata)
        #expect(!appraisal.isAttested)
        guard case .examined(let report) = appraisal.vouching else {
            Issue.record("\(appraisal.vouching)")
            return
        }
        #expect(report.failures.map(\.rule).contains(.path))
        #expect(appraisal.conclusion == .refuted)
    }

    @Test func keyThatClaimsAnotherModelThanItAttestsFails() async throws {
        let (attester, metadata) = try metadata()
        let registration = registration()
        let response = try packed(registration, by: attester.leaf())
        let other = try #require(AAGUID(text: "99999999-2222-4333-8444-555555555555"))
        let appraisal = await appraise(answered(response, registration), by: metadata, claiming: other)
        #expect(!appraisal.isAttested)
        #expect(appraisal.level == nil)
        #expect(appraisal.levelExplanation == ["The model is not known."])
    }

    @Test func registrationForAnotherRelyingPartyCountsForNothing() async throws {
        let (attester, metadata) = try metadata()
        let registration = TestRegistration()
        let response = try packed(registration, by: attester.leaf())
        let appraisal = await appraise(answered(response, registration), by: metadata)
        #expect(!appraisal.isAttested)
    }

    @Test func whatWasNotAskedIsSaid() async throws {
        let (_, metadata) = try metadata()
        let appraisal = await appraise(.none(reason: "nobody touched it"), by: metadata)
        #expect(!appraisal.isAttested)
        #expect(appraisal.vouchingExplanation == ["Not attested: nobody touched it."])
        #expect(appraisal.conclusion == .open)
        let enterprise = await appraise(.enterprise, by: metadata)
        #expect(enterprise.vouching == .enterprise && enterprise.conclusion == .open)
    }

    @Test func garbageIsUnreadable() async throws {
        let (_, metadata) = try metadata()
        let appraisal = await appraise(answered([0xFF, 0x00], registration()), by: metadata)
        guard case .unreadable = appraisal.vouching else {
            Issue.record("\(appraisal.vouching)")
            return
        }
        #expect(!appraisal.isAttested && appraisal.conclusion == .refuted)
    }

    /// A certified model need not be in the service, so its absence refutes nobody; a broken signature does all the same.
    @Test func aModelThatIsAbsentIsOpen() async throws {
        let metadata = try MetadataBLOB(parsing: Array(#"{"no":1,"nextUpdate":"2024-02-01","entries":[]}"#.utf8))
        let attester = try TestAttester.shared.get()
        let registration = registration()
        let response = try packed(registration, by: attester.leaf())
        #expect(await appraise(answered(response, registration), by: metadata).conclusion == .open)
        var other = registration
        other.clientDataHash = Array(SHA256.hash(data: [1]))
        #expect(await appraise(answered(response, other), by: metadata).conclusion == .refuted)
    }

    @Test func withoutMetadataNobodyIsAttested() async throws {
        let attester = try TestAttester.shared.get()
        let registration = registration()
        let response = try packed(registration, by: attester.leaf())
        let appraisal = await appraise(answered(response, registration), by: nil)
        #expect(!appraisal.isAttested && appraisal.conclusion == .open)
        #expect(appraisal.level == nil)
    }

    @Test(arguments: [
        ("08987058-cadc-4b81-b6e1-30de50dcbe96", WindowsHelloKind.hardware, true),
        ("9ddd1817-af5a-4672-a2b9-3e3dd95000a9", .virtualizationBased, true),
        ("6028b017-b1d4-4c02-b4b3-afcdafc96bb2", .software, false),
    ])
    func windowsHelloIsRecognised(_ text: String, _ kind: WindowsHelloKind, _ isBacked: Bool) async throws {
        let aaguid = try #require(AAGUID(text: text))
        let appraisal = await appraise(.none(reason: "it is no device"), by: nil, claiming: aaguid)
        #expect(appraisal.windowsHello == kind)
        #expect(kind.isBackedByTPM == isBacked)
    }
}
