import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let informationAlgorithms = Self(
        "gi.algs",
        "algorithms lists ES256 among others, each once",
        clause: .ctap("6.4"),
        needs: [.ctap2],
        because: "ES256 is what every relying party offers; a key that lists algorithms without it registers nowhere."
    ) { key throws(CheckEnd) in
        guard let algorithms = try key.information().algorithms else {
            throw .notApplicable("getInfo lists no algorithms, so ES256 is meant")
        }
        try demand(!algorithms.isEmpty, "algorithms (0x0A) is empty")
        try demand(Set(algorithms).count == algorithms.count, "an algorithm is listed twice")
        try demand(algorithms.contains { $0.algorithm == .es256 }, "ES256 is not among the algorithms")
        try demand(algorithms.allSatisfy { $0.type == "public-key" }, "an algorithm is of another type than public-key")
    }
}
