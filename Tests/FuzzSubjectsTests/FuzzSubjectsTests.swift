import FuzzSubjects
import Testing

/// What the fuzzer does a million times, done once with every seed and with each of its prefixes.
///
/// Inputs that a fuzzer once stumbled over have a test of their own beside the reader that was at fault.
struct FuzzSubjectsTests {
    @Test func everySeedAndPrefixIsRead() throws {
        let subjects = try FuzzSubject.all()
        #expect(Set(subjects.map(\.name)).count == subjects.count)
        for subject in subjects {
            #expect(!subject.seeds.isEmpty, "\(subject.name)")
            for seed in subject.seeds {
                #expect(seed.count <= subject.maximumLength, "\(subject.name): a seed of \(seed.count) bytes is cut")
                let step = max(1, seed.count / 64)
                for count in stride(from: 0, to: seed.count, by: step) { subject.read(Array(seed.prefix(count))) }
                subject.read(seed)
            }
        }
    }
}
