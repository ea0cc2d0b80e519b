/// Why a test could not use a program or the bench.
package struct BenchTestingError: Error, Hashable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
