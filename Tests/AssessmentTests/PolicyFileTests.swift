import Assessment
import StrictYAML
import Testing

@Suite("policy files")
struct PolicyFileTests {
    private func problems(_ text: String) -> [String] {
        do {
            _ = try Policy(reading: Array(text.utf8), file: "policy.yaml")
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    @Test(arguments: Reading.allCases)
    func everyOptionOfAReadingCanBeWritten(_ reading: Reading) throws {
        let knob = Policy.knob(of: reading)
        #expect(knob.options.count >= 2)
        #expect(knob.value(in: .standard) == knob.options.first)
        for option in knob.options {
            let text = "format: 1\nid: lab\nreadings:\n  \(reading.id): \(option)\n"
            let policy = try Policy(reading: Array(text.utf8), file: "policy.yaml")
            #expect(knob.value(in: policy) == option)
            #expect(policy.overridden == (option == knob.options.first ? [] : [reading]))
        }
    }

    @Test
    func theBuiltInPolicyWrittenAsAFileReadsBack() throws {
        #expect(try Policy(reading: Array(Policy.standard.file.utf8), file: "policy.yaml") == .standard)
    }

    @Test(arguments: [
        ("format: 1\n", "policy.yaml:1:1: the document lacks the key \"id\""),
        ("format: 1\nid: lab\nreadigs: {}\n", "unknown key \"readigs\" (did you mean \"readings\"?)"),
        ("format: 1\nid: lab\nreadings:\n  A19: separate\n", "policy.yaml:4:3: there is no reading \"A19\""),
        (
            "format: 1\nid: lab\nreadings:\n  A07: seperate\n",
            "policy.yaml:4:8: A07 cannot be \"seperate\": one of separate, advise (did you mean \"separate\"?)"
        ),
        ("format: 1\nid: lab\nreference-age-limit-days: soon\n", "must be a whole number"),
    ])
    func aMistakeIsReportedWhereItStands(_ text: String, _ expected: String) {
        let problems = problems(text)
        #expect(problems.count == 1)
        #expect(problems.first?.contains(expected) == true, "\(problems)")
    }
}
