// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who builds Touchstone builds this. `Tests/Fuzzing/run` does what is needed.
let package = Package(
    name: "touchstone-fuzzing",
    dependencies: [.package(name: "touchstone", path: "../..")],
    targets: [
        .systemLibrary(name: "LibFuzzer", path: "LibFuzzer"),
        .executableTarget(
            name: "touchstone-fuzz",
            dependencies: ["LibFuzzer", .product(name: "FuzzSubjects", package: "touchstone")],
            path: "touchstone-fuzz",
            swiftSettings: [.swiftLanguageMode(.v6)]
        ),
    ]
)
