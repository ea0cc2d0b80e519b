/// One thing that the doctor looked at.
struct Finding: Encodable, Sendable {
    enum Grade: String, Encodable, Sendable {
        case good
        /// Works, with something missing that some uses need.
        case doubtful
        /// A bench with this is not ready.
        case bad
    }

    /// What was looked at, in a word or two.
    let subject: String
    let grade: Grade
    let observation: String
    let remedy: String?

    init(_ subject: String, _ grade: Grade, _ observation: String, remedy: String? = nil) {
        self.subject = subject
        self.grade = grade
        self.observation = observation
        self.remedy = remedy
    }
}
