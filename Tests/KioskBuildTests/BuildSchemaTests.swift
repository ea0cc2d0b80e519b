import FixtureSupport
import Foundation
import KioskBuild
import Testing

/// The schema that editors use, held against the decoder that decides.
@Suite struct BuildSchemaTests {
    private let schema: [String: Any]

    init() throws {
        let path = PackageRoot.path + "/docs/schemas/build.schema.json"
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private func definition(_ name: String?) throws -> [String: Any] {
        guard let name else { return schema }
        let definitions = try #require(schema["$defs"] as? [String: Any])
        return try #require(definitions[name] as? [String: Any])
    }

    @Test(arguments: Section.all)
    func hasTheKeysOfTheDecoder(_ section: Section) throws {
        let definition = try definition(section.definition)
        let properties = try #require(definition["properties"] as? [String: Any])
        #expect(Set(properties.keys) == Set(section.keys))
        #expect(definition["additionalProperties"] as? Bool == false)
    }

    @Test func hasNoMappingThatTheDecoderLacks() throws {
        let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
        let mappings = definitions.filter { $0.value["properties"] != nil }.keys
        #expect(Set(mappings) == Set(Section.all.compactMap(\.definition)))
    }

    @Test(arguments: Vocabulary.all)
    func hasTheWordsOfTheDecoder(_ vocabulary: Vocabulary) throws {
        let properties = try #require(try definition(vocabulary.definition)["properties"] as? [String: [String: Any]])
        let words = try #require(properties[vocabulary.property]?["enum"] as? [String])
        #expect(words == vocabulary.words)
    }

    /// What the schema requires, the decoder requires: each required key is taken away from a manifest that has it.
    @Test func requiresWhatTheDecoderRequires() throws {
        #expect(
            schema["required"] as? [String] == ["format", "assessment", "os", "browsers", "authenticators", "systems"]
        )
        let required = try Section.all.compactMap(\.definition)
            .reduce(into: [String: [String]]()) { result, name in
                result[name] = try definition(name)["required"] as? [String]
            }
        #expect(
            required == [
                "assessment": ["id"], "os": ["family"], "browser": ["product"], "extension": ["id"], "reader": ["name"],
                "authenticator": ["id"], "security-key": ["name"], "virtualisation": ["kind"], "printer": ["model"],
                "milestone": ["milestone", "as-of", "source"],
            ]
        )
    }
}
