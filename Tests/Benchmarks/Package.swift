// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who builds Touchstone builds this. `Tests/Benchmarks/run` does what is needed.
let package = Package(
    name: "touchstone-benchmarks",
    dependencies: [
        .package(name: "touchstone", path: "../.."),
        // The default traits count allocations, through libraries that not every registry has.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .systemLibrary(
            name: "SystemPCSC",
            path: "SystemPCSC",
            pkgConfig: "libpcsclite",
            providers: [.apt(["libpcsclite-dev"])]
        ),
        .target(name: "BareTransmit", dependencies: ["SystemPCSC"], path: "BareTransmit"),
        .executableTarget(
            name: "TouchstoneBenchmarks",
            dependencies: [
                "BareTransmit",
                .product(name: "Benchmark", package: "benchmark"),
                .product(name: "BenchmarkSubjects", package: "touchstone"),
            ],
            path: "TouchstoneBenchmarks",
            swiftSettings: [.swiftLanguageMode(.v6)],
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
        ),
    ]
)
