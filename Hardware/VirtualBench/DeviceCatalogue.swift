/// The cards and keys that can be had by name.
enum DeviceCatalogue {
    static func card(_ name: String?, faults: [String]) throws(BenchError) -> any VirtualCard {
        PlainCard()
    }

    static func authenticator(_ name: String?, faults: [String]) throws(BenchError) -> any VirtualAuthenticator {
        PlainAuthenticator()
    }
}
