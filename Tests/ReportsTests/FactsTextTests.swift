import Reports
import Testing

struct FactsTextTests {
    @Test func saysWhatIsThereAndNothingElse() throws {
        let text = FactsText(try Samples.facts(Samples.composite), title: "3  ").text
        let expected = """
            3  Example Key (composite)
              USB                     1209:f1d2, release 0210
              CTAPHID                 protocol 2, device 2.1.0, wink, cbor
              versions                FIDO_2_0, FIDO_2_1
              AAGUID                  746f7563-6873-746f-6e65-2d74776f2d31 (claimed)
              extensions              none
              options                 clientPin, credMgmt, pinUvAuthToken, no plat, rk, up
              forcePINChange          no
              certifications          FIDO 3 (claimed)
              unknown member 153      h'00'
              finding                 the keys of the map are not sorted
              PIN retries             not told: CTAP2_ERR_PIN_NOT_SET
              libfido2 differs        maxMsgSize: 1024, the key sent absent
              level                   not established: the key has only claimed what it is
              reader                  Example Key 00 00, mute
              driver                  Example
              not answered            card: unresponsive-card, SCardConnect (0x80100066,
                                      SCARD_W_UNRESPONSIVE_CARD)
            """
        #expect(text == expected, "\(text)")
    }

    @Test func keysWithoutCTAP2SaySo() throws {
        let facts = try Samples.facts(
            """
            {
              "identity": { "kind": "security-key", "name": "Old Key" },
              "securityKey": {
                "protocolVersion": 2, "deviceVersion": "010000", "capabilities": [], "disagreements": []
              },
              "readers": [], "troubles": []
            }
            """
        )
        let expected = """
            Old Key (security-key)
              CTAPHID                 protocol 2, device 1.0.0, none
              CTAP2                   no: the key speaks U2F alone
            """
        #expect(FactsText(facts, title: "").text == expected)
    }

    /// Device text may be as long as it likes; lines break between words, and no word is cut.
    @Test func longValuesAreWrapped() throws {
        let words = (1...40).map { "option\($0)" }
        let options = words.map { "\"\($0)\": true" }.joined(separator: ", ")
        let json = Samples.composite.replacing(#""rk": true"#, with: options)
        let text = FactsText(try Samples.facts(json), title: "").text
        let lines = text.split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 80 })
        for word in words { #expect(text.contains(word)) }
        let start = try #require(lines.firstIndex { $0.hasPrefix("  options") })
        #expect(lines[start + 1].hasPrefix(String(repeating: " ", count: 26) + "option"))
    }
}
