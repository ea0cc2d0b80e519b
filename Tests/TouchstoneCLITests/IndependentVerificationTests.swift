import BenchTesting
import Foundation
import Testing

extension EndToEnd {
    /// What a bundle says to readers that know nothing of this program.
    struct IndependentVerificationTests {
        private func certified(_ build: String, in folder: TemporaryFolder) async throws -> String {
            _ = try await Tool.run(["evidence", "keygen", folder.file("lab")])
            let path = folder.file("kept")
            _ = try await Tool.run([
                "certify", Tool.build(build), "--replay", Tool.ward, "-o", path, "--key", folder.file("lab.key"),
            ])
            return path
        }

        /// With `securesystemslib`, the library of in-toto and TUF.
        @Test(.enabled(if: IndependentVerifier.has(IndependentVerifier.python), IndependentVerifier.advice))
        func theEnvelopeVerifiesElsewhere() async throws {
            let folder = try TemporaryFolder()
            let bundle = try await certified("reception-kiosk", in: folder)
            let program = """
                import base64, hashlib, json, re, sys
                from cryptography.hazmat.primitives.serialization import load_der_public_key
                from securesystemslib.dsse import Envelope
                from securesystemslib.signer import SSlibKey
                bundle, trusted = sys.argv[1:]
                envelope = Envelope.from_dict(json.load(open(bundle + "/statement.dsse.json")))
                spki = base64.b64decode(re.search(r'key: "([^"]+)"', open(trusted).read())[1])
                key = SSlibKey.from_crypto(load_der_public_key(spki), keyid=hashlib.sha256(spki).hexdigest())
                envelope.verify([key], 1)
                statement = json.loads(envelope.payload)
                for subject in statement["subject"]:
                    digest = hashlib.sha256(open(bundle + "/" + subject["name"], "rb").read()).hexdigest()
                    assert digest == subject["digest"]["sha256"], subject
                print(statement["_type"], statement["predicateType"], statement["predicate"]["result"])
                """
            let run = try await IndependentVerifier.run(program, [bundle, folder.file("lab.pub")])
            let words = "https://in-toto.io/Statement/v1 https://in-toto.io/attestation/test-result/v0.1 FAILED"
            #expect(run.exitCode == 0 && run.lines == [words], "\(run)")

            var envelope = try folder.text("kept/statement.dsse.json")
            let payload = try #require(envelope.range(of: #""payload":""#))
            let place = envelope.index(payload.upperBound, offsetBy: 40)
            envelope.replaceSubrange(place...place, with: envelope[place] == "A" ? "B" : "A")
            _ = try folder.write(envelope, to: "kept/statement.dsse.json")
            let forged = try await IndependentVerifier.run(program, [bundle, folder.file("lab.pub")])
            #expect(forged.exitCode != 0 && forged.errorText.contains("verif"), "\(forged)")
        }

        /// With the schema by which Jenkins reads such files.
        @Test(
            .enabled(
                if: IndependentVerifier.has(IndependentVerifier.python, IndependentVerifier.schema),
                IndependentVerifier.advice
            ),
            arguments: ["ward-kiosk", "reception-kiosk", "security-key-kiosk"]
        )
        func jUnitPassesThePublicSchema(build: String) async throws {
            let folder = try TemporaryFolder()
            let bundle = try await certified(build, in: folder)
            let program = "import sys, xmlschema; xmlschema.XMLSchema(sys.argv[1]).validate(sys.argv[2])"
            let run = try await IndependentVerifier.run(program, [IndependentVerifier.schema, "\(bundle)/junit.xml"])
            #expect(run.exitCode == 0, "\(run)")
            let text = try folder.text("kept/junit.xml").replacing("<testcase ", with: "<testcas ")
            _ = try folder.write(text, to: "kept/junit.xml")
            let bad = try await IndependentVerifier.run(program, [IndependentVerifier.schema, "\(bundle)/junit.xml"])
            #expect(bad.exitCode != 0)
        }

        /// With the models of `compliance-trestle`, for OSCAL 1.2.1.
        @Test(.enabled(if: IndependentVerifier.has(IndependentVerifier.trestle), IndependentVerifier.advice))
        func oscalPassesAModelOfItsOwnKind() async throws {
            let folder = try TemporaryFolder()
            let bundle = try await certified("reception-kiosk", in: folder)
            let text = try folder.text("kept/oscal.json")
            let unknownState = text.replacing(#""state": "not-satisfied""#, with: #""state": "probably""#)
            let sameTwice = try #require(text.firstMatch(of: /"uuid": "([0-9a-f-]{36})"/)).output.1
            let lastIdentifier = try #require(text.matches(of: /"uuid": "([0-9a-f-]{36})"/).last).output.1
            #expect(unknownState != text && sameTwice != lastIdentifier)
            let program = """
                import argparse, pathlib, sys
                from trestle.core.validator_factory import validator_factory
                from trestle.oscal.assessment_results import AssessmentResults
                for name in sys.argv[1:]:
                    try:
                        model = AssessmentResults.oscal_read(pathlib.Path(name))
                        valid = validator_factory.get(argparse.Namespace(mode="all")).model_is_valid(model, True)
                        print(len(model.results[0].findings), "valid" if valid else "invalid")
                    except Exception as problem:
                        print("unreadable", "probably" in str(problem))
                """
            let run = try await IndependentVerifier.run(
                program,
                [
                    "\(bundle)/oscal.json", try folder.write(unknownState, to: "state.json"),
                    try folder.write(text.replacing(lastIdentifier, with: sameTwice), to: "twice.json"),
                ]
            )
            let cells = text.matches(of: /"target-id"/).count
            #expect(run.lines == ["\(cells) valid", "unreadable True", "\(cells) invalid"], "\(run)")
        }
    }
}
